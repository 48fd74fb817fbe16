// SPDX-License-Identifier: GPL-2.0
/*
 * A file as a disk: it is written, synced, punched and zeroed, and a file that
 * somebody cuts off gives errors.
 */
#include "ktap.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lkl_disk.h>

#include "dev/disk/blk.h"

#define BYTES	(1 << 20)

static unsigned int nr_syncs, nr_interrupted;
static char name[] = P_tmpdir "/lkl-blk-file-XXXXXX";
static char data[65536];

/* In place of libc's: counted, and interrupted by signals before. */
int fdatasync(int fd)
{
	if (nr_interrupted) {
		nr_interrupted--;
		errno = EINTR;
		return -1;
	}
	nr_syncs++;
	return syscall(SYS_fdatasync, fd);
}

static int transfer(struct lkl__blk *blk, int write, uint64_t offset,
		    size_t bytes)
{
	struct iovec iov = { data, bytes };

	return write ? blk->ops->write(blk, &iov, 1, offset) :
		       blk->ops->read(blk, &iov, 1, offset);
}

static int all(char value, size_t bytes)
{
	size_t i;

	for (i = 0; i < bytes; i++) {
		if (data[i] != value)
			return 0;
	}
	return 1;
}

static long long allocated(int fd)
{
	struct stat st;

	return fstat(fd, &st) ? -1 : (long long)st.st_blocks * 512;
}

static void written(struct lkl__blk *blk, int fd)
{
	char byte = 0;

	memset(data, 'a', sizeof(data));
	CHECK_EQ(transfer(blk, 1, 4096, 65536), 0, "write");
	CHECK(pread(fd, &byte, 1, 4096 + 65535) == 1 && byte == 'a',
	      "the file has it");
	memset(data, 0, sizeof(data));
	CHECK(!transfer(blk, 0, 4096, 65536) && all('a', 65536), "read");
	CHECK_EQ(nr_syncs, 0, "nothing was synced so far");
	CHECK_EQ(blk->ops->flush(blk), 0, "flush");
	CHECK_EQ(nr_syncs, 1, "a flush is an fdatasync");
}

static void interrupted(struct lkl__blk *blk, int fd)
{
	struct lkl_blk_req req = { .type = LKL_DEV_BLK_TYPE_FLUSH };
	struct lkl_disk disk = { .fd = fd };

	nr_interrupted = 3;
	CHECK_EQ(blk->ops->flush(blk), 0, "a flush goes on after signals");
	nr_interrupted = 3;
	CHECK_EQ(lkl_dev_blk_ops.request(disk, &req), LKL_DEV_BLK_STATUS_OK,
		 "so does one of lkl_dev_blk_ops");
	CHECK_EQ(nr_syncs, 3, "both are done");
}

static void freed(struct lkl__blk *blk, int fd)
{
	long long before = allocated(fd);
	int err = blk->ops->discard(blk, 4096, 65536);

	if (err == -EOPNOTSUPP)
		KTAP_SKIP("discard", "host: no holes in temporary files");
	else
		CHECK(!err && allocated(fd) < before, "discard frees storage");
}

static void zeroed(struct lkl__blk *blk, int fd)
{
	long long before;

	memset(data, 'b', sizeof(data));
	transfer(blk, 1, 0, 65536);
	before = allocated(fd);
	CHECK(!blk->ops->zero(blk, 512, 32768, false) &&
	      !transfer(blk, 0, 512, 32768) && all(0, 32768), "zero");
	CHECK(allocated(fd) >= before, "storage stays, as was asked");
	CHECK(!blk->ops->zero(blk, 512, 32768, true) &&
	      !transfer(blk, 0, 512, 32768) && all(0, 32768),
	      "zero and unmap");
	CHECK(!transfer(blk, 0, 0, 512) && all('b', 512) &&
	      !transfer(blk, 0, 512 + 32768, 512) && all('b', 512),
	      "what is around stays");
}

static void cut_off(struct lkl__blk *blk, int fd)
{
	if (ftruncate(fd, 10000))
		KTAP_BAIL("the file cannot be cut");
	CHECK_EQ(transfer(blk, 0, 8192, 4096), -EIO, "a read across the end");
	CHECK_EQ(transfer(blk, 0, 65536, 512), -EIO, "a read behind it");
	CHECK_EQ(transfer(blk, 0, 0, 8192), 0, "a read before it");
}

static void refused(const char *what, int fd, int want)
{
	struct lkl__blk *blk;

	CHECK_EQ(lkl__blk_fd_open(fd, false, true, NULL, &blk), want, "%s",
		 what);
	close(fd);
}

static void others(int fd)
{
	int pipes[2];

	if (ftruncate(fd, 0))
		KTAP_BAIL("the file cannot be cut");
	refused("an empty file", dup(fd), -EINVAL);
	if (ftruncate(fd, 1000))
		KTAP_BAIL("the file cannot be cut");
	refused("a part of a sector", dup(fd), -EINVAL);
	refused("a folder", open(P_tmpdir, O_RDONLY), -EISDIR);
	refused("a character device", open("/dev/null", O_RDONLY), -ENOTBLK);
	if (pipe(pipes))
		KTAP_BAIL("no pipe");
	refused("a pipe", pipes[0], -ENOTBLK);
	close(pipes[1]);
}

static unsigned int nr_waits;

static void waits(void)
{
	nr_waits++;
}

/* What the host has in memory is read without a word. */
static void told(int fd)
{
	char block[512] = "cached";
	const struct lkl__blk_hooks hooks = { .waits = waits };
	struct iovec iov = { block, sizeof(block) };
	struct lkl__blk *blk;

	if (ftruncate(fd, BYTES) || pwrite(fd, block, sizeof(block), 0) !=
	    sizeof(block) || lkl__blk_fd_open(fd, true, false, &hooks, &blk))
		KTAP_BAIL("no disk");
	memset(block, 0, sizeof(block));
	CHECK_EQ(blk->ops->read(blk, &iov, 1, 0), 0, "read what was written");
	CHECK(!strcmp(block, "cached"), "it is what was written");
	KTAP_DIAG("%u waits to read", nr_waits);
	nr_waits = 0;
	CHECK_EQ(blk->ops->flush(blk), 0, "flush");
	CHECK_EQ(nr_waits, 1, "a flush is told before it waits");
	iov = (struct iovec){ block, sizeof(block) };
	CHECK_EQ(blk->ops->read(blk, &iov, 1, BYTES), -EIO,
		 "behind the end is an error still");
	CHECK_EQ(nr_waits, 2, "what is not in memory is told");
	blk->ops->close(blk);
}

int main(void)
{
	struct lkl__blk *blk;
	int fd = mkstemp(name);

	KTAP_PLAN(30);
	if (fd < 0 || unlink(name) || ftruncate(fd, BYTES))
		KTAP_BAIL("no file");
	if (lkl__blk_fd_open(fd, true, false, NULL, &blk))
		KTAP_BAIL("no disk");
	CHECK_EQ(blk->bytes, BYTES, "its size is the file's");
	written(blk, fd);
	interrupted(blk, fd);
	freed(blk, fd);
	zeroed(blk, fd);
	cut_off(blk, fd);
	blk->ops->close(blk);
	told(fd);
	others(fd);
	CHECK(!close(fd), "the descriptor stays the program's");
	return KTAP_END();
}
