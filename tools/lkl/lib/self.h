/* SPDX-License-Identifier: GPL-2.0 */
/*
 * When threads have to come by again before they enter the kernel.
 */
#ifndef _LKL_SELF_H
#define _LKL_SELF_H

/**
 * lkl__self_open() - from here on, note which threads enter the kernel
 *
 * Return: 0, or -ENOMEM.
 */
int lkl__self_open(void);

/**
 * lkl__self_close() - forget all threads
 *
 * Context: no kernel runs.
 */
void lkl__self_close(void);

/**
 * lkl__self_abandon() - the same where only the calling thread has come along
 *
 * Context: a child of fork(), in which any other thread may have left a lock.
 */
void lkl__self_abandon(void);

/**
 * lkl__self_altstacks() - whether threads need alternate signal stacks
 * @on: 1 from now on; 0 not any more, and the caller's is dropped
 */
void lkl__self_altstacks(int on);

#endif
