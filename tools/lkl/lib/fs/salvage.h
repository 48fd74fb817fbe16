/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What there is to know of a file system before it is mounted for writing.
 */
#ifndef _LKL_FS_SALVAGE_H
#define _LKL_FS_SALVAGE_H

#include <stdint.h>

/* It is an ext2, ext3 or ext4; it is marked as damaged; its journal has to be
 * replayed.
 */
#define LKL__EXT		1
#define LKL__EXT_DAMAGED	2
#define LKL__EXT_REPLAY		4

/**
 * lkl__ext_state() - look at the superblock of an ext4 and its kin
 * @dev: the device it is on
 * @type: its type
 *
 * Return: LKL__EXT*, 0 for other file systems, or -errno.
 */
int lkl__ext_state(uint32_t dev, const char *type);

/**
 * lkl__salvage_options() - how to mount without changing anything
 * @type: the type
 *
 * Return: options to be used with LKL_MS_RDONLY.
 */
const char *lkl__salvage_options(const char *type);

#endif
