/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The end of the kernel, by halt or panic.
 */
#ifndef _LKL_STOP_H
#define _LKL_STOP_H

#include <linux/compiler.h>

/*
 * Run no more kernel code, because of @why (NULL: it was halted). Does not
 * return. Context: on a kernel stack, CPU owned.
 */
void __noreturn lkl_stop(const char *why);

/*
 * The same, because a thread has ended in a signal handler that interrupted
 * kernel code, and with it the CPU is lost. Context: that thread.
 */
void lkl_stop_deserted(void);

/* What the CPU's owner does once it finds it stopped. Context: home stack. */
void lkl_stop_finish(void);

#endif
