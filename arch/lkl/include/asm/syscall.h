/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The system call a task is making: kept by its host thread.
 */
#ifndef _ASM_LKL_SYSCALL_H
#define _ASM_LKL_SYSCALL_H

#include <linux/err.h>
#include <linux/sched.h>
#include <uapi/linux/audit.h>

typedef long (*lkl_syscall_t)(long, long, long, long, long, long);
extern const lkl_syscall_t lkl_syscall_table[];

int syscall_get_nr(struct task_struct *task, struct pt_regs *regs);
void syscall_get_arguments(struct task_struct *task, struct pt_regs *regs,
			   unsigned long *args);

static inline void syscall_rollback(struct task_struct *task,
				    struct pt_regs *regs)
{
}

static inline long syscall_get_error(struct task_struct *task,
				     struct pt_regs *regs)
{
	return 0;
}

static inline long syscall_get_return_value(struct task_struct *task,
					    struct pt_regs *regs)
{
	return 0;
}

static inline void syscall_set_return_value(struct task_struct *task,
					    struct pt_regs *regs,
					    int error, long val)
{
}

static inline int syscall_get_arch(struct task_struct *task)
{
	return AUDIT_ARCH_RISCV64;
}

#endif
