/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The .note.lkl section: what a linked lkl.o says of itself.
 */
#ifndef _UAPI_ASM_LKL_ABI_H
#define _UAPI_ASM_LKL_ABI_H

/** define LKL_NOTE_NAME - the owner of the notes */
#define LKL_NOTE_NAME		"LKL"
/** define LKL_NOTE_HOST_ABI - 32 bits: the LKL_HOST_ABI that is needed */
#define LKL_NOTE_HOST_ABI	1
/** define LKL_NOTE_ENTRY_ABI - a 32-bit LKL_ENTRY_ABI of the kernel */
#define LKL_NOTE_ENTRY_ABI	2
/** define LKL_NOTE_RELEASE - the kernel release, a string */
#define LKL_NOTE_RELEASE	3

#endif
