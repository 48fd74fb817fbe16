/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Instructions that access the program's memory, on aarch64.
 */
#ifndef _ASM_LKL_UACCESS_AARCH64_H
#define _ASM_LKL_UACCESS_AARCH64_H

#include <asm/asm-extable.h>

#define LKL_USER_AT(at)		"Q" (at)

#define LKL_USER_LOAD8		"ldrb %w[value], %[mem]"
#define LKL_USER_LOAD16		"ldrh %w[value], %[mem]"
#define LKL_USER_LOAD32		"ldr %w[value], %[mem]"
#define LKL_USER_LOAD64		"ldr %x[value], %[mem]"

#define LKL_USER_STORE8		"strb %w[value], %[mem]"
#define LKL_USER_STORE16	"strh %w[value], %[mem]"
#define LKL_USER_STORE32	"str %w[value], %[mem]"
#define LKL_USER_STORE64	"str %x[value], %[mem]"

#define LKL_USER_LOAD_FAULTS			\
	"mov	%w[error], %[efault]\n\t"	\
	"mov	%x[value], xzr\n\t"		\
	"b	2b\n\t"

static inline int lkl_user_cmpxchg(u32 __user *uaddr, u32 *old, u32 new)
{
	u32 *word = (u32 __force *)uaddr;
	u32 found, failed;
	int err = 0;

	asm volatile("1:	ldxr	%w[found], %[mem]\n\t"
		     "cmp	%w[found], %w[old]\n\t"
		     "b.ne	3f\n"
		     "2:	stlxr	%w[failed], %w[value], %[mem]\n\t"
		     "cbnz	%w[failed], 1b\n"
		     "3:	dmb	ish\n"
		     "4:\n\t"
		     ".pushsection .text.fixup, \"ax\"\n"
		     "5:	mov	%w[error], %[efault]\n\t"
		     "b	4b\n\t"
		     ".popsection\n\t"
		     LKL_EXTABLE("1b", "5b")
		     LKL_EXTABLE("2b", "5b")
		     : [mem] "+Q" (*word), [found] "=&r" (found),
		       [failed] "=&r" (failed), [error] "+r" (err)
		     : [old] "r" (*old), [value] "r" (new),
		       [efault] "i" (-EFAULT)
		     : "memory", "cc");
	if (!err)
		*old = found;
	return err;
}

#endif
