// SPDX-License-Identifier: GPL-2.0
/*
 * Lock disk images against other processes: by flock(2), and the bytes of qemu.
 *
 * flock(2) works on files and block devices, belongs to the open file
 * description, so that nothing else in the program loses it by closing another
 * descriptor, and ends with the process, however that ends. Partitioning tools
 * and udev use it on block devices.
 *
 * qemu, the other writer that images commonly have, looks elsewhere. It marks
 * what it does with an image by shared locks on single bytes: byte 100 + n that
 * it uses permission n, byte 200 + n that it bears nobody else who does. Then
 * it asks whether others have marked the opposite. Permission 0 is to read
 * consistent data, 1 is to write.
 */
#include "dev/disk/blk_lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>

#define USES(permission)	(100 + (permission))
#define EXCLUDES(permission)	(200 + (permission))
#define READ_CONSISTENT		0
#define WRITE			1

static struct flock byte_lock(int type, int byte)
{
	struct flock lock = {
		.l_type = type,
		.l_whence = SEEK_SET,
		.l_start = byte,
		.l_len = 1,
	};

	return lock;
}

static bool mark(int fd, int byte)
{
	struct flock lock = byte_lock(F_RDLCK, byte);

	return !fcntl(fd, F_OFD_SETLK, &lock);
}

static bool marked_by_others(int fd, int byte)
{
	struct flock lock = byte_lock(F_WRLCK, byte);

	return !fcntl(fd, F_OFD_GETLK, &lock) && lock.l_type != F_UNLCK;
}

/*
 * Where a file system has no such locks, qemu has none either, and flock(2)
 * alone has to do.
 */
static void mark_bytes(int fd, bool write)
{
	mark(fd, USES(READ_CONSISTENT));
	mark(fd, EXCLUDES(WRITE));
	if (write)
		mark(fd, USES(WRITE));
}

static int lock_bytes(int fd, bool write)
{
	mark_bytes(fd, write);
	if (marked_by_others(fd, EXCLUDES(READ_CONSISTENT)) ||
	    marked_by_others(fd, USES(WRITE)))
		return -EBUSY;
	if (write && marked_by_others(fd, EXCLUDES(WRITE)))
		return -EBUSY;
	return 0;
}

static void unlock_bytes(int fd)
{
	struct flock lock = byte_lock(F_UNLCK, USES(0));

	lock.l_len = EXCLUDES(WRITE) + 1 - USES(0);
	fcntl(fd, F_OFD_SETLK, &lock);
}

int lkl__blk_lock_file(int fd, bool write)
{
	int err;

	if (flock(fd, (write ? LOCK_EX : LOCK_SH) | LOCK_NB))
		return errno == EWOULDBLOCK ? -EBUSY : -errno;
	err = lock_bytes(fd, write);
	if (err)
		lkl__blk_unlock_file(fd);
	return err;
}

void lkl__blk_unlock_file(int fd)
{
	unlock_bytes(fd);
	flock(fd, LOCK_UN);
}

void lkl__blk_relock_file(int fd)
{
	flock(fd, LOCK_SH | LOCK_NB);
	mark_bytes(fd, false);
}
