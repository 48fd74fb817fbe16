/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Starting, resuming and leaving a stack on 64-bit Arm.
 *
 * Only the registers that a function call keeps are saved: to their caller,
 * these are functions. x0 points at struct lkl_cpu's home_sp throughout.
 */
#include <linux/linkage.h>

	/* lkl.o has no .eh_frame */
	.cfi_sections .debug_frame
	.text

#define FRAME	160

.macro save_pair a, b, offset
	stp	\a, \b, [sp, #\offset]
	.cfi_rel_offset \a, \offset
	.cfi_rel_offset \b, \offset + 8
.endm

.macro save_registers
	stp	x29, x30, [sp, #-FRAME]!
	.cfi_adjust_cfa_offset FRAME
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, 8
	save_pair x19, x20, 16
	save_pair x21, x22, 32
	save_pair x23, x24, 48
	save_pair x25, x26, 64
	save_pair x27, x28, 80
	save_pair d8, d9, 96
	save_pair d10, d11, 112
	save_pair d12, d13, 128
	save_pair d14, d15, 144
.endm

.macro restore_registers_and_return
	ldp	x19, x20, [sp, #16]
	ldp	x21, x22, [sp, #32]
	ldp	x23, x24, [sp, #48]
	ldp	x25, x26, [sp, #64]
	ldp	x27, x28, [sp, #80]
	ldp	d8, d9, [sp, #96]
	ldp	d10, d11, [sp, #112]
	ldp	d12, d13, [sp, #128]
	ldp	d14, d15, [sp, #144]
	ldp	x29, x30, [sp], #FRAME
	ret
.endm

/* int lkl_stack_start(void **home_sp, void *top, void (*fn)(void *), void *arg) */
SYM_FUNC_START(lkl_stack_start)
	.cfi_startproc
	save_registers
	mov	x9, sp
	str	x9, [x0]
	mov	sp, x1
	/* the first frame of the stack: who unwinds stops here */
	.cfi_undefined x30
	mov	x29, xzr
	mov	x30, xzr
	str	x0, [sp, #-16]!
	mov	x0, x3
	blr	x2
	ldr	x0, [sp]
	ldr	x9, [x0]
	mov	sp, x9
	mov	w0, #1
	restore_registers_and_return
	.cfi_endproc
SYM_FUNC_END(lkl_stack_start)

/* int lkl_stack_resume(void **home_sp, void *sp) */
SYM_FUNC_START(lkl_stack_resume)
	.cfi_startproc
	save_registers
	mov	x9, sp
	str	x9, [x0]
	mov	sp, x1
	restore_registers_and_return
	.cfi_endproc
SYM_FUNC_END(lkl_stack_resume)

/* void lkl_stack_yield(void **home_sp, void **sp) */
SYM_FUNC_START(lkl_stack_yield)
	.cfi_startproc
	save_registers
	mov	x9, sp
	str	x9, [x1]
	ldr	x9, [x0]
	mov	sp, x9
	mov	w0, wzr
	restore_registers_and_return
	.cfi_endproc
SYM_FUNC_END(lkl_stack_yield)

	.section .note.GNU-stack, "", %progbits
