/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Instructions that access the program's memory, on x86-64.
 */
#ifndef _ASM_LKL_UACCESS_X86_64_H
#define _ASM_LKL_UACCESS_X86_64_H

#include <asm/asm-extable.h>

#define LKL_USER_AT(at)		"m" (at)

#define LKL_USER_LOAD8		"movzbl %[mem], %k[value]"
#define LKL_USER_LOAD16		"movzwl %[mem], %k[value]"
#define LKL_USER_LOAD32		"movl %[mem], %k[value]"
#define LKL_USER_LOAD64		"movq %[mem], %q[value]"

#define LKL_USER_STORE8		"movb %b[value], %[mem]"
#define LKL_USER_STORE16	"movw %w[value], %[mem]"
#define LKL_USER_STORE32	"movl %k[value], %[mem]"
#define LKL_USER_STORE64	"movq %q[value], %[mem]"

#define LKL_USER_LOAD_FAULTS			\
	"movl	%[efault], %[error]\n\t"	\
	"xorl	%k[value], %k[value]\n\t"	\
	"jmp	2b\n\t"

static inline int lkl_user_cmpxchg(u32 __user *uaddr, u32 *old, u32 new)
{
	u32 *word = (u32 __force *)uaddr;
	int err = 0;

	asm volatile("1:	lock cmpxchgl %[value], %[mem]\n"
		     "2:\n\t"
		     ".pushsection .text.fixup, \"ax\"\n"
		     "3:	movl	%[efault], %[error]\n\t"
		     "jmp	2b\n\t"
		     ".popsection\n\t"
		     LKL_EXTABLE("1b", "3b")
		     : [mem] "+m" (*word), "+a" (*old), [error] "+r" (err)
		     : [value] "r" (new), [efault] "i" (-EFAULT)
		     : "memory", "cc");
	return err;
}

#endif
