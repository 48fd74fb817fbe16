/* SPDX-License-Identifier: GPL-2.0 */
/*
 * System calls that are not quite the stock ones.
 */
#ifndef _LKL_CALLS_H
#define _LKL_CALLS_H

#include <linux/futex.h>
#include <linux/syscalls.h>

/* futex.c */
long lkl_futex(u32 __user *uaddr, int op, u32 val,
	       const struct __kernel_timespec __user *utime,
	       u32 __user *uaddr2, u32 val3);
long lkl_futex_wake(void __user *uaddr, unsigned long mask, int nr,
		    unsigned int flags);
long lkl_futex_wait(void __user *uaddr, unsigned long val, unsigned long mask,
		    unsigned int flags,
		    struct __kernel_timespec __user *timeout,
		    clockid_t clockid);
long lkl_futex_waitv(struct futex_waitv __user *waiters, unsigned int nr,
		     unsigned int flags,
		     struct __kernel_timespec __user *timeout,
		     clockid_t clockid);
long lkl_futex_requeue(struct futex_waitv __user *waiters, unsigned int flags,
		       int nr_wake, int nr_requeue);

/* mount.c */
long lkl_mount(char __user *dev_name, char __user *dir_name,
	       char __user *type, unsigned long flags, void __user *data);

#endif
