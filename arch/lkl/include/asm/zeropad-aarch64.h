/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A word that may reach into an unmapped page, on aarch64.
 */
#ifndef _ASM_LKL_ZEROPAD_AARCH64_H
#define _ASM_LKL_ZEROPAD_AARCH64_H

#include <asm/asm-extable.h>

/*
 * The first byte is mapped. If the word faults, its mapped part is the end of
 * the aligned word that holds the first byte; the rest reads as zero.
 */
static inline unsigned long load_unaligned_zeropad(const void *addr)
{
	unsigned long word, shift;

	asm("1:	ldr	%[word], [%[addr]]\n"
	    "2:\n\t"
	    ".pushsection .text.fixup, \"ax\"\n"
	    "3:	bic	%[word], %[addr], #7\n\t"
	    "ldr	%[word], [%[word]]\n\t"
	    "lsl	%[shift], %[addr], #3\n\t"
	    "lsr	%[word], %[word], %[shift]\n\t"
	    "b	2b\n\t"
	    ".popsection\n\t"
	    LKL_EXTABLE("1b", "3b")
	    : [word] "=&r" (word), [shift] "=&r" (shift)
	    : [addr] "r" (addr), "m" (*(const unsigned long *)addr));
	return word;
}

#endif
