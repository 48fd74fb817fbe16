/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Starting, resuming and leaving a stack on x86-64.
 *
 * Only the registers that a function call keeps are saved: to their caller,
 * these are functions. rdi points at struct lkl_cpu's home_sp throughout.
 */
#include <linux/linkage.h>

	/* lkl.o has no .eh_frame */
	.cfi_sections .debug_frame
	.text

.macro save_registers
	pushq	%rbp
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbp, 0
	pushq	%rbx
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset rbx, 0
	pushq	%r12
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r12, 0
	pushq	%r13
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r13, 0
	pushq	%r14
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r14, 0
	pushq	%r15
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r15, 0
.endm

.macro restore_registers_and_return
	popq	%r15
	popq	%r14
	popq	%r13
	popq	%r12
	popq	%rbx
	popq	%rbp
	ret
.endm

/* int lkl_stack_start(void **home_sp, void *top, void (*fn)(void *), void *arg) */
SYM_FUNC_START(lkl_stack_start)
	.cfi_startproc
	save_registers
	movq	%rsp, (%rdi)
	movq	%rsi, %rsp
	/* the first frame of the stack: who unwinds stops here */
	.cfi_undefined rip
	/* two words keep the stack aligned across the call */
	pushq	%rdi
	pushq	$0
	xorl	%ebp, %ebp
	movq	%rcx, %rdi
	call	*%rdx
	movq	8(%rsp), %rdi
	movq	(%rdi), %rsp
	movl	$1, %eax
	restore_registers_and_return
	.cfi_endproc
SYM_FUNC_END(lkl_stack_start)

/* int lkl_stack_resume(void **home_sp, void *sp) */
SYM_FUNC_START(lkl_stack_resume)
	.cfi_startproc
	save_registers
	movq	%rsp, (%rdi)
	movq	%rsi, %rsp
	restore_registers_and_return
	.cfi_endproc
SYM_FUNC_END(lkl_stack_resume)

/* void lkl_stack_yield(void **home_sp, void **sp) */
SYM_FUNC_START(lkl_stack_yield)
	.cfi_startproc
	save_registers
	movq	%rsp, (%rsi)
	movq	(%rdi), %rsp
	xorl	%eax, %eax
	restore_registers_and_return
	.cfi_endproc
SYM_FUNC_END(lkl_stack_yield)

	.section .note.GNU-stack, "", %progbits
