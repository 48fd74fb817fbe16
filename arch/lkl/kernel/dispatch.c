// SPDX-License-Identifier: GPL-2.0
/*
 * What the owner of the CPU does: runs whatever task is current, until the CPU
 * is somebody else's or nobody's. See the DOC comment in host_thread.h.
 */
#include <linux/sched.h>
#include <linux/sched/stat.h>
#include <linux/sched/task.h>

#include <asm/irqflags.h>

#include "host_thread.h"
#include "service.h"
#include "stop.h"

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
	task->thread.user = true;
}

static void run_current(struct lkl_cpu *cpu)
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
 */
static void user_interrupt(void *arg)
{
	struct task_struct *task = current;
	struct host_thread *owner = task->thread.owner;

	task->thread.user = false;
	if (lkl_cpu_attention(lkl_this_cpu()))
		lkl_irq_run();
	for (;;) {
		set_current_state(TASK_IDLE);
		if (owner->wants)
			break;
		schedule();
	}
	__set_current_state(TASK_RUNNING);
	task->thread.user = true;
}

static void interrupt_user(struct lkl_cpu *cpu)
{
	lkl_context_start(cpu, &cpu->current_task->thread.ctx, user_interrupt,
			  NULL);
}

static bool is_away(struct host_thread *ht)
{
	return __atomic_load_n(&ht->go, __ATOMIC_ACQUIRE) & HT_AWAY;
}

static bool is_busy(struct host_thread *ht)
{
	return __atomic_load_n(&ht->go, __ATOMIC_ACQUIRE) & (HT_BUSY | HT_AWAY);
}

/*
 * The current task is out in its program, and not the caller's. Returns true if
 * the CPU has gone.
 */
static bool dispatch_user(struct lkl_cpu *cpu, struct host_thread *self)
{
	struct host_thread *owner = cpu->current_task->thread.owner;

	if (!owner->wants) {
		if (lkl_cpu_let_go(self))
			return true;
		interrupt_user(cpu);
	} else if (!is_busy(owner)) {
		lkl_cpu_hand_over(self, owner);
		return true;
	} else if (!owner->called && !is_away(owner)) {
		lkl_cpu_begin_call(cpu, owner);
	} else {
		owner->wants = false;
		interrupt_user(cpu);
		/* who is away may have left the call, and what it is made of */
		lkl_host_thread_post(owner,
				     owner->called ? HT_DONE : HT_POKE);
	}
	return false;
}

/* Whose thread the current task, inside the kernel, has to run on; or NULL. */
static struct host_thread *runs_on(struct task_struct *task,
				   struct host_thread *self, bool carry)
{
	struct host_thread *owner = task->thread.owner;

	if (owner)
		return owner == self || is_busy(owner) ? NULL : owner;
	if (carry || is_idle_task(task))
		return NULL;

	/* it may be printing, which takes as long as it takes */
	owner = lkl_service_thread();
	return owner && !is_busy(owner) ? owner : NULL;
}

/**
 * lkl_cpu_dispatch() - run what is current until the CPU goes elsewhere
 * @self: the calling thread, which owns the CPU
 * @carry: run kernel threads here; else they are handed to the service thread
 *
 * Context: home stack.
 * Return: true if the CPU is owned and @self's task is current, out in its
 * program, and @self wants it; false if the CPU has gone.
 */
bool lkl_cpu_dispatch(struct host_thread *self, bool carry)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	WRITE_ONCE(cpu->handed, NULL);
	while (!unlikely(cpu->stopped)) {
		struct task_struct *task = cpu->current_task;
		struct host_thread *other;

		if (task->thread.user) {
			if (task->thread.owner == self && self->wants)
				return true;
			if (dispatch_user(cpu, self))
				return false;
			continue;
		}

		other = runs_on(task, self, carry);
		if (other && other != self) {
			lkl_cpu_hand_over(self, other);
			return false;
		}
		if (cpu->idle_waits && is_idle_task(task) &&
		    lkl_cpu_let_go(self))
			return false;
		run_current(cpu);
	}
	lkl_stop_finish();
	return false;
}

/**
 * lkl_cpu_leave() - go back to the program
 * @self: the calling thread, which owns the CPU and whose task is current, out
 *	in its program
 *
 * The task stays current unless something else wants to run.
 * Context: home stack.
 */
void lkl_cpu_leave(struct host_thread *self)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	self->wants = false;
	if (need_resched() || !single_task_running())
		interrupt_user(cpu);
	else if (likely(lkl_cpu_let_go(self)))
		goto out;
	lkl_cpu_dispatch(self, false);
out:
	lkl_cpu_do_work(self);
}
