/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Finding out what is on a block device of the kernel.
 */
#ifndef _LKL_FS_RECOGNIZE_H
#define _LKL_FS_RECOGNIZE_H

#include <stdint.h>

#include "host/probe.h"

/**
 * lkl__recognize() - find the device to mount, and its type
 * @dev: a device; replaced by that of a partition if it has only one with a
 *	file system
 * @wanted: the type that the partition has to have, or NULL
 * @type: set to the type, LKL__TYPE_BYTES
 *
 * Return: 0, or as lkl_mount_dev().
 */
int lkl__recognize(uint32_t *dev, const char *wanted, char *type);

#endif
