/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How assembly, in files and inline, adds an entry to the exception table.
 */
#ifndef _ASM_LKL_ASM_EXTABLE_H
#define _ASM_LKL_ASM_EXTABLE_H

#ifdef __ASSEMBLY__

.macro extable insn:req, fixup:req
	.pushsection __ex_table, "a"
	.balign	4
	.long	\insn - .
	.long	\fixup - .
	.popsection
.endm

#else

/* @insn and @fixup are strings with labels. */
#define LKL_EXTABLE(insn, fixup)			\
	".pushsection __ex_table, \"a\"\n\t"		\
	".balign 4\n\t"					\
	".long " insn " - .\n\t"			\
	".long " fixup " - .\n\t"			\
	".popsection\n\t"

#endif

#endif
