// SPDX-License-Identifier: GPL-2.0
/*
 * Block devices of the kernel: their nodes, and reading them.
 */
#include <stdio.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#include "fs/blkdev.h"

long lkl__blkdev_node(uint32_t dev, char *path)
{
	long err;

	snprintf(path, LKL__BLKDEV_PATH, "/dev/%08x", (unsigned int)dev);
	err = lkl_sys_mkdir("/dev", 0755);
	if (err && err != -LKL_EEXIST)
		return err;
	err = lkl_sys_mknod(path, LKL_S_IFBLK | 0600, dev);
	return err == -LKL_EEXIST ? 0 : err;
}

long lkl__blkdev_open(uint32_t dev, uint64_t *bytes)
{
	char path[LKL__BLKDEV_PATH];
	long fd, err;

	err = lkl__blkdev_node(dev, path);
	if (err)
		return err;
	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0 || !bytes)
		return fd;
	err = lkl_sys_ioctl(fd, LKL_BLKGETSIZE64, (unsigned long)bytes);
	if (err) {
		lkl_sys_close(fd);
		return err;
	}
	return fd;
}

long lkl__blkdev_flush(uint32_t dev)
{
	long fd, err;

	fd = lkl__blkdev_open(dev, NULL);
	if (fd < 0)
		return fd;
	err = lkl_sys_fsync(fd);
	lkl_sys_close(fd);
	return err;
}
