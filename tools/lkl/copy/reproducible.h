/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A host whose clock stands still and whose random numbers repeat.
 */
#ifndef _LKL_COPY_REPRODUCIBLE_H
#define _LKL_COPY_REPRODUCIBLE_H

#include <stdint.h>

/**
 * reproducible_init() - instead of lkl_init()
 * @epoch: what the clock shows, seconds since 1970
 *
 * Return: 0, or as lkl_init_table().
 */
int reproducible_init(int64_t epoch);

/** reproducible_options() - mount options that a type of file system needs */
const char *reproducible_options(const char *fs_type);

#endif
