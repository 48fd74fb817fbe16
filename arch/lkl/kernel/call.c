// SPDX-License-Identifier: GPL-2.0
/*
 * System calls of host threads: the short way through entry, call and exit.
 *
 * Nearly all calls find the CPU free and their task current, do not sleep, and
 * leave nobody behind who wants to run. What these need is here, in one place,
 * so that it is compiled into one piece of code; all else is in entry.c.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/sched/stat.h>

#include <asm/cpu.h>
#include <asm/entry.h>

#include "entry.h"
#include "host_thread.h"
#include "start.h"

/*
 * What lkl_cpu_leave() does if there is nothing to do: let the CPU go, with the
 * caller's task current. Returns false if the CPU is owned, to see to
 * something; as with release() in cpu.c, another task may be current then.
 */
static __always_inline bool leave_quickly(struct lkl_cpu *cpu)
{
	if (unlikely(need_resched() || lkl_cpu_attention(cpu) ||
		     !single_task_running() || cpu->work || cpu->console ||
		     !cpu->fenced))
		return false;

	__atomic_store_n(&cpu->owned, 0, __ATOMIC_RELEASE);
	barrier();
	return likely(!READ_ONCE(cpu->attention)) || !lkl_cpu_try_own();
}

/* The first call, that of a signal handler, or of what a handler overtook. */
static noinline long call_with_care(struct host_thread *self, long no,
				    const long *params)
{
	long ret;

	do {
		ret = lkl_entry_begin(self);
		if (ret)
			return ret;
		self->no = no;
		self->params = params;
		ret = lkl_entry_call(self, lkl_syscall_run);
	} while (ret == -ERESTARTNOINTR);
	return ret;
}

long lkl_call(struct lkl_thread *thread, long no, const long *params)
{
	struct host_thread *self = to_host_thread(thread);
	struct lkl_cpu *cpu = lkl_this_cpu();
	struct task_struct *task;
	bool owned;
	long ret;

	if (unlikely(self->inside || !self->sem || lkl_state() != LKL_RUNNING))
		return call_with_care(self, no, params);
	self->inside = true;
	barrier();
	task = self->task;
	self->no = no;
	self->params = params;

	owned = lkl_cpu_try_own();
	/* of the tasks that leave the CPU free, only idle is not out */
	if (unlikely(!owned || cpu->current_task != task)) {
		ret = lkl_entry_call_owning(self, lkl_syscall_run, owned);
		if (unlikely(ret == -ERESTARTNOINTR))
			ret = call_with_care(self, no, params);
		return ret;
	}
	if (unlikely(!lkl_context_start(cpu, &task->thread.ctx,
					lkl_syscall_start, self)))
		return lkl_entry_call_sleeps(self);

	if (unlikely(!leave_quickly(cpu)))
		lkl_cpu_leave(self);
	ret = self->ret;
	barrier();
	self->inside = false;
	return ret;
}
