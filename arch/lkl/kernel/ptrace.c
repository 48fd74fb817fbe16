// SPDX-License-Identifier: GPL-2.0
/*
 * Nothing inside can be traced: debuggers attach to the program.
 */
#include <linux/errno.h>
#include <linux/ptrace.h>
#include <linux/regset.h>

void ptrace_disable(struct task_struct *child)
{
}

void user_enable_single_step(struct task_struct *child)
{
}

void user_disable_single_step(struct task_struct *child)
{
}

long arch_ptrace(struct task_struct *child, long request, unsigned long addr,
		 unsigned long data)
{
	return -ENOSYS;
}

static const struct user_regset_view no_registers = {
	.name = "lkl",
};

const struct user_regset_view *task_user_regset_view(struct task_struct *task)
{
	return &no_registers;
}
