// SPDX-License-Identifier: GPL-2.0
/*
 * Every futex is private: there is one program, and no page tables to find a
 * shared one by. So the calls below need no flag that says it.
 */
#include <linux/err.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "calls.h"

long lkl_futex(u32 __user *uaddr, int op, u32 val,
	       const struct __kernel_timespec __user *utime,
	       u32 __user *uaddr2, u32 val3)
{
	return sys_futex(uaddr, op | FUTEX_PRIVATE_FLAG, val, utime, uaddr2,
			 val3);
}

long lkl_futex_wake(void __user *uaddr, unsigned long mask, int nr,
		    unsigned int flags)
{
	return sys_futex_wake(uaddr, mask, nr, flags | FUTEX2_PRIVATE);
}

long lkl_futex_wait(void __user *uaddr, unsigned long val, unsigned long mask,
		    unsigned int flags,
		    struct __kernel_timespec __user *timeout,
		    clockid_t clockid)
{
	return sys_futex_wait(uaddr, val, mask, flags | FUTEX2_PRIVATE, timeout,
			      clockid);
}

/*
 * A copy in which all are private; the program's own array may be constant.
 * What is wrong with @from or @nr is for the call to say that gets the copy.
 */
static struct futex_waitv *
copy_waiters(const struct futex_waitv __user *from, unsigned int nr)
{
	struct futex_waitv *to;
	unsigned int i;

	if (!from || nr > FUTEX_WAITV_MAX)
		return NULL;
	to = memdup_array_user(from, nr, sizeof(*to));
	for (i = 0; !IS_ERR(to) && i < nr; i++)
		to[i].flags |= FUTEX2_PRIVATE;
	return to;
}

long lkl_futex_waitv(struct futex_waitv __user *waiters, unsigned int nr,
		     unsigned int flags,
		     struct __kernel_timespec __user *timeout,
		     clockid_t clockid)
{
	struct futex_waitv *copy = copy_waiters(waiters, nr);
	long ret;

	if (IS_ERR(copy))
		return PTR_ERR(copy);
	ret = sys_futex_waitv((struct futex_waitv __user __force *)copy, nr,
			      flags, timeout, clockid);
	kfree(copy);
	return ret;
}

long lkl_futex_requeue(struct futex_waitv __user *waiters, unsigned int flags,
		       int nr_wake, int nr_requeue)
{
	struct futex_waitv *copy = copy_waiters(waiters, 2);
	long ret;

	if (IS_ERR(copy))
		return PTR_ERR(copy);
	ret = sys_futex_requeue((struct futex_waitv __user __force *)copy,
				flags, nr_wake, nr_requeue);
	kfree(copy);
	return ret;
}
