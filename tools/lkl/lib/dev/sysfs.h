/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Folders of sysfs that belong to devices of the library.
 */
#ifndef _LKL_DEV_SYSFS_H
#define _LKL_DEV_SYSFS_H

/** define LKL__SYSFS_PATH - bytes of a path, the final zero included */
#define LKL__SYSFS_PATH	256

/**
 * lkl__sysfs_virtio() - the folder of a virtio device
 * @id: from lkl_add_device()
 * @path: set to it; LKL__SYSFS_PATH bytes
 *
 * Return: 0; -ENOENT if it has no driver; -errno.
 */
int lkl__sysfs_virtio(int id, char *path);

/**
 * lkl__sysfs_enter() - go to a folder below
 * @path: the name is added to it
 * @start: how the name begins; the first that does is taken
 *
 * Return: 0, -ENOENT, -ENAMETOOLONG, -errno.
 */
int lkl__sysfs_enter(char *path, const char *start);

#endif
