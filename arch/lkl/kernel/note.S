/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What lkl.o says of itself: see uapi/asm/abi.h.
 */
#include <linux/elfnote.h>
#include <generated/utsrelease.h>
#include <asm/asm-offsets.h>
#include <uapi/asm/abi.h>

.macro lkl_note type, desc:vararg
	.balign	4
	.long	2f - 1f
	.long	4f - 3f
	.long	\type
1:	.asciz	LKL_NOTE_NAME
2:	.balign	4
3:	\desc
4:	.balign	4
.endm

	.section .note.lkl, "a", %note
	lkl_note LKL_NOTE_HOST_ABI, .long LKL_HOST_ABI_NR
	lkl_note LKL_NOTE_ENTRY_ABI, .long LKL_ENTRY_ABI_NR
	lkl_note LKL_NOTE_RELEASE, .asciz UTS_RELEASE

	.section .note.GNU-stack, "", %progbits
