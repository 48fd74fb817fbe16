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
 * @disk: the image, opened
 *
 * Context: the thread that will make all system calls.
 * Return: 0, or as lkl_init_table().
 */
int reproducible_init(int64_t epoch, int disk);

/**
 * reproducible_start() - after the kernel has started
 *
 * From then on files are written when tree_ops.settle is called, and not
 * whenever there is time for it.
 * Return: 0 or -errno.
 */
int reproducible_start(void);

/**
 * reproducible_reset() - set the clock back if it had to move
 *
 * Before whatever writes a time; does nothing without reproducible_init().
 */
void reproducible_reset(void);

/** reproducible_command_line() - what the kernel has to be told */
const char *reproducible_command_line(void);

/** reproducible_options() - mount options that a type of file system needs */
const char *reproducible_options(const char *fs_type);

#endif
