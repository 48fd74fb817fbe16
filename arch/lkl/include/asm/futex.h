/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Atomic operations on futex words.
 *
 * The program's threads change the word while one of them is in the kernel,
 * so these are truly atomic, which the generic ones for one CPU are not.
 */
#ifndef _ASM_LKL_FUTEX_H
#define _ASM_LKL_FUTEX_H

#include <linux/errno.h>
#include <linux/futex.h>
#include <linux/uaccess.h>

static inline int futex_atomic_cmpxchg_inatomic(u32 *uval, u32 __user *uaddr,
						u32 oldval, u32 newval)
{
	*uval = oldval;
	return lkl_user_cmpxchg(uaddr, uval, newval);
}

static inline int lkl_futex_apply(int op, u32 oparg, u32 *val)
{
	switch (op) {
	case FUTEX_OP_SET:
		*val = oparg;
		return 0;
	case FUTEX_OP_ADD:
		*val += oparg;
		return 0;
	case FUTEX_OP_OR:
		*val |= oparg;
		return 0;
	case FUTEX_OP_ANDN:
		*val &= ~oparg;
		return 0;
	case FUTEX_OP_XOR:
		*val ^= oparg;
		return 0;
	default:
		return -ENOSYS;
	}
}

static inline int arch_futex_atomic_op_inuser(int op, u32 oparg, int *oval,
					      u32 __user *uaddr)
{
	u32 seen, old, new;
	int ret;

	if (__get_user(seen, uaddr))
		return -EFAULT;
	do {
		old = seen;
		new = old;
		ret = lkl_futex_apply(op, oparg, &new);
		if (!ret)
			ret = lkl_user_cmpxchg(uaddr, &seen, new);
		if (ret)
			return ret;
	} while (seen != old);

	*oval = old;
	return 0;
}

#endif
