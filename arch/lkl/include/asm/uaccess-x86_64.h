/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Single accesses to the program's memory, on x86-64.
 */
#ifndef _ASM_LKL_UACCESS_X86_64_H
#define _ASM_LKL_UACCESS_X86_64_H

#include <asm/asm-extable.h>

/* On a fault, @val is 0 and @err -EFAULT; else @err is left alone. */
#define lkl_user_load(insn, val, ptr, err)				\
	asm volatile("1:	" insn "\n"				\
		     "2:\n\t"						\
		     ".pushsection .text.fixup, \"ax\"\n"		\
		     "3:	movl	%[efault], %[error]\n\t"	\
		     "xorl	%k[value], %k[value]\n\t"		\
		     "jmp	2b\n\t"					\
		     ".popsection\n\t"					\
		     LKL_EXTABLE("1b", "3b")				\
		     : [value] "=r" (val), [error] "+r" (err)		\
		     : [mem] "m" (*(ptr)), [efault] "i" (-EFAULT))

#define lkl_user_load8(val, ptr, err)					\
	lkl_user_load("movzbl %[mem], %k[value]", val, ptr, err)
#define lkl_user_load16(val, ptr, err)					\
	lkl_user_load("movzwl %[mem], %k[value]", val, ptr, err)
#define lkl_user_load32(val, ptr, err)					\
	lkl_user_load("movl %[mem], %k[value]", val, ptr, err)
#define lkl_user_load64(val, ptr, err)					\
	lkl_user_load("movq %[mem], %q[value]", val, ptr, err)

#define lkl_user_store(insn, val, ptr, label)				\
	asm goto("1:	" insn "\n\t"					\
		 LKL_EXTABLE("1b", "%l[" #label "]")			\
		 : : [value] "r" (val), [mem] "m" (*(ptr))		\
		 : "memory" : label)

#define lkl_user_store8(val, ptr, label)				\
	lkl_user_store("movb %b[value], %[mem]", val, ptr, label)
#define lkl_user_store16(val, ptr, label)				\
	lkl_user_store("movw %w[value], %[mem]", val, ptr, label)
#define lkl_user_store32(val, ptr, label)				\
	lkl_user_store("movl %k[value], %[mem]", val, ptr, label)
#define lkl_user_store64(val, ptr, label)				\
	lkl_user_store("movq %q[value], %[mem]", val, ptr, label)

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
