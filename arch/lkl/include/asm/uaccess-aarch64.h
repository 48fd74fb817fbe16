/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Single accesses to the program's memory, on aarch64.
 */
#ifndef _ASM_LKL_UACCESS_AARCH64_H
#define _ASM_LKL_UACCESS_AARCH64_H

#include <asm/asm-extable.h>

/* On a fault, @val is 0 and @err -EFAULT; else @err is left alone. */
#define lkl_user_load(insn, val, ptr, err)				\
	asm volatile("1:	" insn "\n"				\
		     "2:\n\t"						\
		     ".pushsection .text.fixup, \"ax\"\n"		\
		     "3:	mov	%w[error], %[efault]\n\t"	\
		     "mov	%x[value], xzr\n\t"			\
		     "b	2b\n\t"						\
		     ".popsection\n\t"					\
		     LKL_EXTABLE("1b", "3b")				\
		     : [value] "=r" (val), [error] "+r" (err)		\
		     : [mem] "Q" (*(ptr)), [efault] "i" (-EFAULT))

#define lkl_user_load8(val, ptr, err)					\
	lkl_user_load("ldrb %w[value], %[mem]", val, ptr, err)
#define lkl_user_load16(val, ptr, err)					\
	lkl_user_load("ldrh %w[value], %[mem]", val, ptr, err)
#define lkl_user_load32(val, ptr, err)					\
	lkl_user_load("ldr %w[value], %[mem]", val, ptr, err)
#define lkl_user_load64(val, ptr, err)					\
	lkl_user_load("ldr %x[value], %[mem]", val, ptr, err)

#define lkl_user_store(insn, val, ptr, label)				\
	asm goto("1:	" insn "\n\t"					\
		 LKL_EXTABLE("1b", "%l[" #label "]")			\
		 : : [value] "r" (val), [mem] "Q" (*(ptr))		\
		 : "memory" : label)

#define lkl_user_store8(val, ptr, label)				\
	lkl_user_store("strb %w[value], %[mem]", val, ptr, label)
#define lkl_user_store16(val, ptr, label)				\
	lkl_user_store("strh %w[value], %[mem]", val, ptr, label)
#define lkl_user_store32(val, ptr, label)				\
	lkl_user_store("str %w[value], %[mem]", val, ptr, label)
#define lkl_user_store64(val, ptr, label)				\
	lkl_user_store("str %x[value], %[mem]", val, ptr, label)

/**
 * lkl_user_cmpxchg() - atomically exchange a word of the program
 * @uaddr: the word
 * @old: exchanged only if this is its value; set to the value found
 * @new: value to store
 *
 * Return: 0, or -EFAULT.
 */
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
