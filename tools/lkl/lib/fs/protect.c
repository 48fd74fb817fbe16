// SPDX-License-Identifier: GPL-2.0
/*
 * Keeping the kernel from writing to a device while it is not to change.
 *
 * A file system that is mounted read-only may still write: ext4 notes in its
 * superblock what errors it has found, unless the device is read-only, too.
 */
#include <stdio.h>

#include <lkl_sys.h>

#include "fs/blkdev.h"
#include "fs/protect.h"

static long get(uint32_t dev, int *readonly)
{
	long fd = lkl__blkdev_open(dev, NULL), err;

	if (fd < 0)
		return fd;
	err = lkl_sys_ioctl(fd, LKL_BLKROGET, (unsigned long)readonly);
	lkl_sys_close(fd);
	return err;
}

static long set(uint32_t dev, int readonly)
{
	long fd = lkl__blkdev_open(dev, NULL), err;

	if (fd < 0)
		return fd;
	err = lkl_sys_ioctl(fd, LKL_BLKROSET, (unsigned long)&readonly);
	lkl_sys_close(fd);
	return err;
}

/* A file beside the node tells that it was we who protected the device. */
static void mark_path(uint32_t dev, char *path, size_t len)
{
	snprintf(path, len, "/dev/%08x.protected", (unsigned int)dev);
}

long lkl__protect(uint32_t dev)
{
	char mark[32];
	int readonly = 0;
	long err;

	err = get(dev, &readonly);
	if (err || readonly)
		return err;
	mark_path(dev, mark, sizeof(mark));
	err = lkl_sys_mknod(mark, LKL_S_IFREG | 0400, 0);
	if (err && err != -LKL_EEXIST)
		return err;
	err = set(dev, 1);
	if (err)
		lkl_sys_unlink(mark);
	return err;
}

void lkl__unprotect(uint32_t dev)
{
	char mark[32];

	mark_path(dev, mark, sizeof(mark));
	if (!lkl_sys_unlink(mark))
		set(dev, 0);
}
