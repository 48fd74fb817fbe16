// SPDX-License-Identifier: GPL-2.0
/*
 * How a task runs on its kernel stack: for the first time, on from where it
 * was, and to make room for others while it is out in its program.
 */
#include <linux/sched.h>
#include <linux/sched/task.h>

#include <asm/cpu.h>
#include <asm/irqflags.h>

#include "host_thread.h"

/* The first thing that runs on a task's stack. */
static void first_run(void *arg)
{
	struct task_struct *task = arg;

	schedule_tail(lkl_this_cpu()->prev_task);
	if (task->thread.fn) {
		task->thread.fn(task->thread.fn_arg);
		/* pid 1 is here when it would be in user space */
		lkl_hosttask_create_loop();
	}
	/* not before: a task that was begun may have failed to become one */
	task->thread.owner->task = task;
	task->thread.user = true;
}

/* Context: home stack. */
void lkl_task_run(struct lkl_cpu *cpu)
{
	struct task_struct *task = cpu->current_task;

	if (task->thread.started) {
		lkl_context_resume(cpu, &task->thread.ctx);
	} else {
		task->thread.started = true;
		lkl_context_start(cpu, &task->thread.ctx, first_run, task);
	}
}

/*
 * Runs on the stack of a task that is out in its program, and makes room for
 * others until its thread has a call to make. No signal wakes it: there is
 * nothing to be done about one before that.
 *
 * Tasks that sleep in other states may stay on the run queue for a while, so
 * as not to gain by sleeping. Then single_task_running() is not true, and who
 * leaves the kernel makes room for a task that will not run. These leave it at
 * once.
 */
static void user_interrupt(void *arg)
{
	struct task_struct *task = current;
	struct host_thread *owner = task->thread.owner;

	/* what interrupts it here finds it in user mode still */
	if (lkl_cpu_attention(lkl_this_cpu()))
		lkl_irq_run();
	task->thread.user = false;
	for (;;) {
		set_special_state(TASK_PARKED);
		if (owner->wants)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	task->thread.user = true;
}

/* Context: home stack, and the current task is out. */
void lkl_task_interrupt(struct lkl_cpu *cpu)
{
	lkl_context_start(cpu, &cpu->current_task->thread.ctx, user_interrupt,
			  NULL);
}
