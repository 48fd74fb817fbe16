/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Block devices of the kernel, by number.
 */
#ifndef _LKL_FS_BLKDEV_H
#define _LKL_FS_BLKDEV_H

#include <stdint.h>

/* Bytes of the name of a device node, and of a mount point. */
#define LKL__BLKDEV_PATH 16

/**
 * lkl__blkdev_node() - make the node of a device in /dev
 * @dev: its number
 * @path: set to the name, LKL__BLKDEV_PATH bytes
 *
 * Nodes are named after the number and stay.
 * Return: 0 if it is there now, or -errno.
 */
long lkl__blkdev_node(uint32_t dev, char *path);

/**
 * lkl__blkdev_open() - open a device for reading
 * @dev: its number
 * @bytes: if not NULL, set to its size
 *
 * Return: a descriptor of the kernel, or -errno.
 */
long lkl__blkdev_open(uint32_t dev, uint64_t *bytes);

/**
 * lkl__blkdev_flush() - bring what was written to stable storage
 * @dev: the device
 *
 * Return: 0; -errno, also of writes that failed before.
 */
long lkl__blkdev_flush(uint32_t dev);

/**
 * lkl__blkdev_partitions() - list the partitions of a disk
 * @dev: the disk
 * @parts: set to their numbers, in no order
 * @max: how many fit there
 *
 * Return: how many there are, or -errno.
 */
int lkl__blkdev_partitions(uint32_t dev, uint32_t *parts, int max);

#endif
