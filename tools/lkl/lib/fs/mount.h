/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Mounting devices.
 */
#ifndef _LKL_FS_MOUNT_H
#define _LKL_FS_MOUNT_H

#include <stdint.h>

/**
 * lkl__mount_point() - the mount point of a device
 * @dev: its number
 * @path: set to the name, LKL__BLKDEV_PATH bytes
 */
void lkl__mount_point(uint32_t dev, char *path);

/**
 * lkl__mount() - mount a file system, but not change a damaged one
 * @dev: the device
 * @mnt: the mount point
 * @type: the type of the file system
 * @flags: LKL_MS_*
 * @opts: its options, or NULL
 *
 * Return: 0 or -errno.
 */
long lkl__mount(uint32_t dev, const char *mnt, const char *type, int flags,
		const char *opts);

#endif
