/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices that the kernel must not write to for a while.
 */
#ifndef _LKL_FS_PROTECT_H
#define _LKL_FS_PROTECT_H

#include <stdint.h>

/**
 * lkl__protect() - make a device read-only
 * @dev: its number
 *
 * Return: 0, also if it was before, or -errno.
 */
long lkl__protect(uint32_t dev);

/**
 * lkl__unprotect() - undo lkl__protect(), and nothing else
 * @dev: the device; one that was read-only before stays so
 */
void lkl__unprotect(uint32_t dev);

#endif
