/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What threads that the kernel owns do not want to hear.
 */
#ifndef _LKL_HOST_THREAD_H
#define _LKL_HOST_THREAD_H

#include <signal.h>
#include <stdbool.h>

/**
 * lkl__posix_thread_block_signals() - block all signals of the calling thread
 * @old: if not NULL, set to what was blocked before
 *
 * All but those that its own instructions raise: a blocked SIGSEGV would
 * end the program without asking its handler.
 */
void lkl__posix_thread_block_signals(sigset_t *old);

/** lkl__posix_thread_is_own() - whether the library made the calling thread */
bool lkl__posix_thread_is_own(void);

#endif
