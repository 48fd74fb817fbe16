/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to the program's memory without assembly: a bad pointer ends the
 * program, as in any other library.
 */
#ifndef _ASM_LKL_UACCESS_GENERIC_H
#define _ASM_LKL_UACCESS_GENERIC_H

static inline int lkl_user_cmpxchg(u32 __user *uaddr, u32 *old, u32 new)
{
	__atomic_compare_exchange_n((u32 __force *)uaddr, old, new, false,
				    __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
	return 0;
}

#endif
