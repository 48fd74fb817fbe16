/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Starting, stopping and abandoning the parts of the library that follow the
 * kernel.
 */
#ifndef _LKL_STAGE_H
#define _LKL_STAGE_H

/**
 * lkl__stages_start() - the kernel has booted
 *
 * Return: 0, or the error of the first part that cannot follow.
 */
int lkl__stages_start(void);

/** lkl__stages_stop() - the kernel has halted */
void lkl__stages_stop(void);

/** lkl__stages_abandon() - the kernel is that of the parent process */
void lkl__stages_abandon(void);

#endif
