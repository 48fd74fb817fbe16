/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file of a kernel that is to be loaded.
 */
#ifndef _LKL_LOAD_INTERNAL_H
#define _LKL_LOAD_INTERNAL_H

#include <limits.h>

/** define LKL__LOAD_PATH_MAX - room for a path */
#define LKL__LOAD_PATH_MAX	PATH_MAX

/**
 * lkl__load_find() - the liblkl.so that this code is in, or the system's
 * @path: set to its path; LKL__LOAD_PATH_MAX bytes
 *
 * Return: 0, -ENOENT, or -ENAMETOOLONG.
 */
int lkl__load_find(char *path);

/**
 * lkl__load_copy() - copy a file to memory
 * @path: the file
 *
 * Return: a descriptor of a file that no other process sees, or -errno.
 */
int lkl__load_copy(const char *path);

#endif
