/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What threads that the kernel owns do not want to hear.
 */
#ifndef _LKL_HOST_THREAD_H
#define _LKL_HOST_THREAD_H

#include <signal.h>

/**
 * lkl__posix_thread_block_signals() - block all signals of the calling thread
 * @old: if not NULL, set to what was blocked before
 *
 * All but those that its own instructions raise: a blocked SIGSEGV would
 * end the program without asking its handler.
 */
void lkl__posix_thread_block_signals(sigset_t *old);

#endif
