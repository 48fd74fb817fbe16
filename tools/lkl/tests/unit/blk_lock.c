// SPDX-License-Identifier: GPL-2.0
/*
 * Another process is kept from an image that is written, and from writing one
 * that is read; so is qemu, which marks bytes, and whoever comes in the same
 * process.
 */
#include "ktap.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dev/disk/blk_lock.h"

static char name[] = P_tmpdir "/lkl-blk-lock-XXXXXX";

static int open_again(void)
{
	int fd = open(name, O_RDWR);

	if (fd < 0)
		KTAP_BAIL("no file");
	return fd;
}

/* What lkl__blk_lock() gives in another process, as a positive number. */
static int in_another(bool write)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		/* It has ours in its memory, and is to ask the host. */
		lkl__blk_locks_abandon();
		_exit(-lkl__blk_lock(open_again(), write));
	}
	if (pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status))
		return WEXITSTATUS(status);
	KTAP_BAIL("no process");
	return -1;
}

/* What qemu does: mark a byte. */
static int qemu_marks(int byte)
{
	struct flock lock = { .l_type = F_RDLCK, .l_start = byte, .l_len = 1 };
	int fd = open_again();

	if (fcntl(fd, F_OFD_SETLK, &lock))
		KTAP_BAIL("no byte locks");
	return fd;
}

static int qemu_finds(int byte)
{
	struct flock lock = { .l_type = F_WRLCK, .l_start = byte, .l_len = 1 };
	int fd = open_again(), found;

	found = !fcntl(fd, F_OFD_GETLK, &lock) && lock.l_type != F_UNLCK;
	close(fd);
	return found;
}

static void writer(void)
{
	int fd = open_again();

	CHECK_EQ(lkl__blk_lock(fd, true), 0, "a writer");
	CHECK_EQ(in_another(true), EBUSY, "no second writer");
	CHECK_EQ(in_another(false), EBUSY, "no reader beside it");
	CHECK(qemu_finds(101) && qemu_finds(201), "qemu sees it");
	lkl__blk_unlock(fd);
	CHECK(!qemu_finds(101) && !qemu_finds(201) && !qemu_finds(100),
	      "and its end");
	CHECK_EQ(in_another(true), 0, "the next writer");
	close(fd);
}

static void reader(void)
{
	int fd = open_again();

	CHECK_EQ(lkl__blk_lock(fd, false), 0, "a reader");
	CHECK_EQ(in_another(false), 0, "another reader");
	CHECK_EQ(in_another(true), EBUSY, "no writer beside it");
	CHECK(!qemu_finds(101) && qemu_finds(201), "qemu sees it");
	lkl__blk_unlock(fd);
	close(fd);
	CHECK_EQ(in_another(true), 0, "a writer after it");
}

/* Two descriptors that are one for flock(2). */
static void same_file_twice(void)
{
	int fd = open_again(), again = dup(fd);

	CHECK_EQ(lkl__blk_lock(fd, true), 0, "a descriptor for writing");
	CHECK_EQ(lkl__blk_lock(fd, true), -EBUSY, "not twice");
	CHECK_EQ(lkl__blk_lock(again, false), -EBUSY, "nor its duplicate");
	CHECK_EQ(in_another(false), EBUSY, "trying has not changed the lock");
	lkl__blk_unlock(fd);
	CHECK_EQ(lkl__blk_lock(fd, false), 0, "the same for reading");
	CHECK_EQ(lkl__blk_lock(again, false), 0, "that twice");
	lkl__blk_unlock(fd);
	CHECK_EQ(in_another(true), EBUSY, "one reader is left");
	CHECK(qemu_finds(201), "which qemu sees");
	lkl__blk_unlock(again);
	CHECK_EQ(in_another(true), 0, "and none then");
	close(fd);
	close(again);
}

static void beside_qemu(void)
{
	int fd = qemu_marks(101);

	CHECK_EQ(in_another(true), EBUSY, "no writer where qemu writes");
	CHECK_EQ(in_another(false), EBUSY, "no reader where qemu writes");
	close(fd);
	fd = qemu_marks(201);
	CHECK_EQ(in_another(true), EBUSY, "no writer where qemu reads");
	CHECK_EQ(in_another(false), 0, "a reader where qemu reads");
	close(fd);
}

/* It marks, looks, sees that we were first, and goes. */
static void readers_beside_qemu(void)
{
	int fd = open_again(), again = dup(fd), qemu;

	lkl__blk_lock(fd, false);
	qemu = qemu_marks(101);
	CHECK_EQ(lkl__blk_lock(again, false), -EBUSY, "no second reader");
	close(qemu);
	CHECK_EQ(in_another(true), EBUSY, "the first has its lock");
	lkl__blk_lock(again, false);
	qemu = qemu_marks(101);
	lkl__blk_unlock(fd);
	close(qemu);
	CHECK_EQ(in_another(true), EBUSY, "and the second without the first");
	CHECK(qemu_finds(201), "which qemu sees");
	lkl__blk_unlock(again);
	close(fd);
	close(again);
}

int main(void)
{
	int fd = mkstemp(name);

	KTAP_PLAN(28);
	if (fd < 0)
		KTAP_BAIL("no file");
	close(fd);
	writer();
	reader();
	same_file_twice();
	beside_qemu();
	readers_beside_qemu();
	unlink(name);
	return KTAP_END();
}
