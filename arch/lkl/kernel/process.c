// SPDX-License-Identifier: GPL-2.0
/*
 * Tasks: how they come, run, and go.
 */
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/sched/debug.h>
#include <linux/sched/task.h>
#include <linux/sched/task_stack.h>

#include <asm/cpu.h>
#include <asm/switch_to.h>

#include "host_thread.h"

/* A copy of the parent's context would be freed with the child. */
int arch_dup_task_struct(struct task_struct *dst, struct task_struct *src)
{
	*dst = *src;
	memset(&dst->thread, 0, sizeof(dst->thread));
	return 0;
}

void arch_release_task_struct(struct task_struct *task)
{
	lkl_context_free(&task->thread.ctx);
}

/*
 * Tasks are kernel threads, which have a function, or belong to a host thread,
 * which hosttask.c passes. A program cannot fork: there is one memory.
 *
 * The first kernel threads are started by code that expects no failure.
 */
int copy_thread(struct task_struct *p, const struct kernel_clone_args *args)
{
	int err;

	if (!args->fn && !args->fn_arg)
		return -EINVAL;
	err = lkl_context_alloc(&p->thread.ctx);
	if (err && system_state == SYSTEM_BOOTING)
		panic("the host has no stack for %s", p->comm);
	if (err)
		return err;
	if (args->fn) {
		p->thread.fn = args->fn;
		p->thread.fn_arg = args->fn_arg;
	} else {
		p->thread.owner = args->fn_arg;
	}
	return 0;
}

/* The host thread that owns the CPU goes on with @next from its home stack. */
struct task_struct *__switch_to(struct task_struct *prev,
				struct task_struct *next)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	cpu->prev_task = prev;
	cpu->current_task = next;
	lkl_context_yield(cpu, &prev->thread.ctx);
	return cpu->prev_task;
}

void flush_thread(void)
{
}

/* User space is the program: there is nowhere to start. */
void start_thread(struct pt_regs *regs, unsigned long pc, unsigned long sp)
{
}

unsigned long __get_wchan(struct task_struct *task)
{
	return 0;
}
