/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A word that may reach into an unmapped page, on x86-64.
 */
#ifndef _ASM_LKL_ZEROPAD_X86_64_H
#define _ASM_LKL_ZEROPAD_X86_64_H

#include <asm/asm-extable.h>

/*
 * The first byte is mapped. If the word faults, its mapped part is the end of
 * the aligned word that holds the first byte; the rest reads as zero.
 */
static inline unsigned long load_unaligned_zeropad(const void *addr)
{
	unsigned long word, shift;

	asm("1:	movq	%[mem], %[word]\n"
	    "2:\n\t"
	    ".pushsection .text.fixup, \"ax\"\n"
	    "3:	leaq	%[mem], %%rcx\n\t"
	    "movq	%%rcx, %[word]\n\t"
	    "andq	$-8, %[word]\n\t"
	    "movq	(%[word]), %[word]\n\t"
	    "shll	$3, %%ecx\n\t"
	    "shrq	%%cl, %[word]\n\t"
	    "jmp	2b\n\t"
	    ".popsection\n\t"
	    LKL_EXTABLE("1b", "3b")
	    : [word] "=&r" (word), "=&c" (shift)
	    : [mem] "m" (*(const unsigned long *)addr)
	    : "cc");
	return word;
}

#endif
