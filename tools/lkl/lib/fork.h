/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What becomes of the kernel when the program forks.
 */
#ifndef _LKL_FORK_H
#define _LKL_FORK_H

/**
 * lkl__fork_watch() - from here on, children of fork() have no kernel
 *
 * Context: before boot, once.
 * Return: 0, or -ENOMEM.
 */
int lkl__fork_watch(void);

#endif
