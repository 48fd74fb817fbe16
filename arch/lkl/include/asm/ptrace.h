/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Register frames: interrupts are function calls, so there is little to hold.
 */
#ifndef _ASM_LKL_PTRACE_H
#define _ASM_LKL_PTRACE_H

#include <uapi/asm/ptrace.h>

#ifndef __ASSEMBLY__

/**
 * struct pt_regs - where an interrupt or a fault happened
 * @pc: instruction, 0 if it is not known
 * @sp: stack pointer
 * @user: the task was out in the program
 */
struct pt_regs {
	unsigned long pc;
	unsigned long sp;
	unsigned long user;
};

#define user_mode(regs)			((regs)->user)
#define instruction_pointer(regs)	((regs)->pc)
#define profile_pc(regs)		instruction_pointer(regs)
#define user_stack_pointer(regs)	((regs)->sp)
#define kernel_stack_pointer(regs)	((regs)->sp)

static inline void instruction_pointer_set(struct pt_regs *regs,
					   unsigned long pc)
{
	regs->pc = pc;
}

static inline long regs_return_value(struct pt_regs *regs)
{
	return 0;
}

#define arch_has_single_step()	(0)
#define current_pt_regs()	task_pt_regs(current)

#endif
#endif
