// SPDX-License-Identifier: GPL-2.0
/*
 * A regular file as the back end of a disk; block devices add to it.
 *
 * Files are read and written, never mapped: a file that somebody cuts off
 * gives I/O errors then, and not SIGBUS.
 */
#include "dev/disk/blk_fd.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "dev/disk/blk_io.h"
#include "host/limit.h"

#define ZEROES_BYTES	65536

/*
 * What the host has in memory already. By number, as not every libc has the
 * call, whose offset is split as on machines that have to.
 */
static bool read_cached(int fd, const struct iovec *iov, int nr,
			uint64_t offset)
{
#if defined(SYS_preadv2) && defined(RWF_NOWAIT)
	ssize_t got = syscall(SYS_preadv2, fd, iov, nr, (long)offset,
			      (long)(offset >> 16 >> 16), RWF_NOWAIT);

	return got >= 0 && (size_t)got == lkl__iov_bytes(iov, nr);
#else
	(void)fd;
	(void)iov;
	(void)nr;
	(void)offset;
	return false;
#endif
}

static int fd_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		   uint64_t offset)
{
	struct lkl__blk_fd *file = lkl__blk_to_fd(blk);
	bool cached;

	if (!file->hooks.waits)
		return lkl__blk_io_all(preadv, file->fd, iov, nr, offset);
	cached = read_cached(file->fd, iov, nr, offset);
	lkl__ahead_note(&file->ahead, offset, lkl__iov_bytes(iov, nr), cached);
	if (cached)
		return 0;
	file->hooks.waits();
	return lkl__blk_io_all(preadv, file->fd, iov, nr, offset);
}

/* Whether an operation that gave @err may succeed now. */
static bool has_room_now(struct lkl__blk_fd *file, int err)
{
	return (err == -ENOSPC || err == -EDQUOT) && file->hooks.full &&
	       file->hooks.full(file->hooks.handle);
}

static int fd_write(struct lkl__blk *blk, struct iovec *iov, int nr,
		    uint64_t offset)
{
	struct lkl__blk_fd *file = lkl__blk_to_fd(blk);
	unsigned int left = nr;
	int err;

	do {
		err = lkl__blk_io_part(pwritev, file->fd, &iov, &left,
				       &offset);
	} while (has_room_now(file, err));
	return err;
}

static int fd_flush(struct lkl__blk *blk)
{
	struct lkl__blk_fd *file = lkl__blk_to_fd(blk);

	if (file->hooks.waits)
		file->hooks.waits();
	return lkl__blk_io_flush(file->fd);
}

static int allocate(struct lkl__blk *blk, int mode, uint64_t offset,
		    uint64_t bytes)
{
	struct lkl__blk_fd *file = lkl__blk_to_fd(blk);
	int err;

	do {
		err = fallocate(file->fd, mode | FALLOC_FL_KEEP_SIZE, offset,
				bytes) ? -errno : 0;
	} while (err == -EINTR || has_room_now(file, err));
	return err;
}

static int file_discard(struct lkl__blk *blk, uint64_t offset, uint64_t bytes)
{
	return allocate(blk, FALLOC_FL_PUNCH_HOLE, offset, bytes);
}

int lkl__blk_fd_write_zeroes(struct lkl__blk *blk, uint64_t offset,
			     uint64_t bytes)
{
	static const char zeroes[ZEROES_BYTES];
	struct iovec iov;
	size_t part;
	int err;

	for (; bytes; bytes -= part, offset += part) {
		part = bytes < sizeof(zeroes) ? bytes : sizeof(zeroes);
		iov.iov_base = (void *)zeroes;
		iov.iov_len = part;
		err = fd_write(blk, &iov, 1, offset);
		if (err)
			return err;
	}
	return 0;
}

/*
 * File systems differ in what they can do; only -EOPNOTSUPP leads to the next
 * way. A hole where storage must stay would break the kernel's promise that
 * later writes find room.
 */
static int file_zero(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
		     bool unmap)
{
	int err = -EOPNOTSUPP;

	if (unmap)
		err = allocate(blk, FALLOC_FL_PUNCH_HOLE, offset, bytes);
	if (err == -EOPNOTSUPP)
		err = allocate(blk, FALLOC_FL_ZERO_RANGE, offset, bytes);
	if (err == -EOPNOTSUPP)
		err = lkl__blk_fd_write_zeroes(blk, offset, bytes);
	return err;
}

static void fd_close(struct lkl__blk *blk)
{
	struct lkl__blk_fd *file = lkl__blk_to_fd(blk);

	if (file->hooks.waits)
		lkl__ahead_exit(&file->ahead);
	if (file->own)
		close(file->fd);
	free(file);
}

static const struct lkl__blk_ops file_ops = {
	.read = fd_read,
	.write = fd_write,
	.flush = fd_flush,
	.discard = file_discard,
	.zero = file_zero,
	.close = fd_close,
};

static const struct lkl__blk_ops device_ops = {
	.read = fd_read,
	.write = fd_write,
	.flush = fd_flush,
	.discard = lkl__blk_device_discard,
	.zero = lkl__blk_device_zero,
	.close = fd_close,
};

static int file_probe(struct lkl__blk_fd *file, const struct stat *st)
{
	file->blk.ops = &file_ops;
	file->blk.bytes = st->st_size;
	file->blk.block_bytes = LKL__SECTOR;
	/* More than a page is how much to read at once, not a block size. */
	file->blk.phys_bytes = st->st_blksize < 4096 ? st->st_blksize : 4096;
	return file->blk.read_only ? 0 : lkl__limit_check(file->blk.bytes);
}

static int probe(struct lkl__blk_fd *file)
{
	struct stat st;

	if (fstat(file->fd, &st))
		return -errno;
	if (S_ISREG(st.st_mode))
		return file_probe(file, &st);
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	if (!S_ISBLK(st.st_mode))
		return -ENOTBLK;
	file->blk.ops = &device_ops;
	return lkl__blk_device_probe(file);
}

int lkl__blk_fd_open(int fd, bool write, bool own,
		     const struct lkl__blk_hooks *hooks,
		     struct lkl__blk **blk)
{
	struct lkl__blk_fd *file = calloc(1, sizeof(*file));
	int err;

	if (!file)
		return -ENOMEM;
	file->fd = fd;
	file->own = own;
	if (hooks)
		file->hooks = *hooks;
	file->blk.read_only = !write;
	file->blk.parallel = LKL__BLK_PARALLEL;
	err = probe(file);
	if (!err && (!file->blk.bytes ||
		     file->blk.bytes % file->blk.block_bytes))
		err = -EINVAL;
	if (err) {
		free(file);
		return err;
	}
	if (file->hooks.waits)
		lkl__ahead_init(&file->ahead, fd);
	*blk = &file->blk;
	return 0;
}
