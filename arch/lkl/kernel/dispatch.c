// SPDX-License-Identifier: GPL-2.0
/*
 * What the owner of the CPU does: runs whatever task is current, until the CPU
 * is somebody else's or nobody's. See the DOC comment in host_thread.h.
 */
#include <linux/jiffies.h>
#include <linux/sched.h>
#include <linux/sched/stat.h>
#include <linux/sched/task.h>

#include <asm/irqflags.h>

#include "host_thread.h"
#include "service.h"
#include "stop.h"
#include "timer.h"

static bool is_away(struct host_thread *ht)
{
	return __atomic_load_n(&ht->go, __ATOMIC_ACQUIRE) & HT_AWAY;
}

static bool is_busy(struct host_thread *ht)
{
	return __atomic_load_n(&ht->go, __ATOMIC_ACQUIRE) & (HT_BUSY | HT_AWAY);
}

/*
 * Let the CPU go, with the current task out, unless somebody else wants it. As
 * with lkl_cpu_let_go(), another task may be current if this fails.
 */
static bool let_user_go(struct host_thread *self)
{
	return !need_resched() && single_task_running() &&
	       lkl_cpu_let_go(self);
}

/**
 * struct stay - a thread's stay in lkl_cpu_dispatch()
 * @self: the thread
 * @what_for: why it stays
 * @helps: it may run calls of other threads
 * @made: whose call has been made, and has not been told
 * @lent_since: the tick since which it runs kernel threads, if it lends; or 0
 */
struct stay {
	struct host_thread *self;
	enum lkl_stay what_for;
	bool helps;
	struct host_thread *made;
	unsigned long lent_since;
};

/*
 * The thread is likely to call again at once. If it shares our processor it
 * runs as soon as it is told, and would find the CPU owned. So it is told when
 * the CPU has gone, but before anything is run that may take its time.
 */
static void tell_made(struct stay *stay)
{
	if (stay->made)
		lkl_host_thread_post(stay->made, HT_DONE);
	stay->made = NULL;
}

/*
 * Another thread's call has been made. As soon as the CPU is free the kernel
 * may be halted, which ends the calls of all threads: @owner must not be gone
 * before it has been told.
 */
static void finish_for(struct stay *stay, struct host_thread *owner)
{
	tell_made(stay);
	owner->wants = false;
	WRITE_ONCE(owner->finished, true);
	stay->made = owner;
}

/*
 * The current task is out in its program, and not the caller's. Returns true if
 * the CPU has gone.
 */
static bool dispatch_user(struct lkl_cpu *cpu, struct stay *stay)
{
	struct task_struct *task = cpu->current_task;
	struct host_thread *owner = task->thread.owner;

	if (owner->wants && owner->called)
		finish_for(stay, owner);

	if (!owner->wants) {
		if (let_user_go(stay->self))
			return true;
		if (cpu->current_task == task && task->thread.user)
			lkl_task_interrupt(cpu);
	} else if (!is_busy(owner)) {
		lkl_cpu_hand_over(stay->self, owner);
		return true;
	} else if (!is_away(owner)) {
		tell_made(stay);
		lkl_cpu_begin_call(cpu, owner);
	} else {
		owner->wants = false;
		lkl_task_interrupt(cpu);
		/* it may have left the call, and what the call is made of */
		lkl_host_thread_post(owner, HT_POKE);
	}
	return false;
}

/* Whether a thread that stays for this runs kernel threads. */
static bool may_serve(struct stay *stay)
{
	if (stay->what_for != LKL_LENDS)
		return stay->what_for != LKL_LEAVES;
	if (!stay->lent_since)
		stay->lent_since = jiffies;
	return !time_after(jiffies, stay->lent_since);
}

/* Whose thread the current task, inside the kernel, has to run on; or NULL. */
static struct host_thread *runs_on(struct task_struct *task,
				   struct stay *stay)
{
	struct host_thread *owner = task->thread.owner;

	if (owner)
		return owner == stay->self || is_busy(owner) ? NULL : owner;
	if (is_idle_task(task) || may_serve(stay))
		return NULL;

	/* it may be printing, which takes as long as it takes */
	owner = lkl_service_thread();
	return owner && !is_busy(owner) ? owner : NULL;
}

/* The current task is inside the kernel. Returns true if the CPU has gone. */
static bool dispatch_kernel(struct lkl_cpu *cpu, struct stay *stay)
{
	struct task_struct *task = cpu->current_task;
	struct host_thread *other = runs_on(task, stay);

	if (other) {
		lkl_cpu_hand_over(stay->self, other);
		return true;
	}
	if (!is_idle_task(task))
		tell_made(stay);
	else if (cpu->idle_waits && lkl_cpu_let_go(stay->self))
		return true;
	if (cpu->current_task != task)
		return false;
	cpu->lent_since = stay->lent_since;
	lkl_task_run(cpu);
	cpu->lent_since = 0;
	return false;
}

/*
 * Whether the current task, inside the kernel, is in the call of another thread
 * that the caller may run. It may not when it has device work to do or text to
 * print instead.
 */
static bool may_help(struct lkl_cpu *cpu, const struct stay *stay)
{
	struct host_thread *owner = cpu->current_task->thread.owner;
	const struct host_thread *self = stay->self;

	return stay->helps && owner && owner != self &&
	       !(cpu->work || cpu->console || self->work || self->flush);
}

static void help(struct lkl_cpu *cpu, struct stay *stay)
{
	tell_made(stay);
	cpu->helping = true;
	lkl_task_run(cpu);
	stay->helps = cpu->helping;
	cpu->helping = false;
}

/*
 * While the service thread runs kernel threads nobody waits for timers, and a
 * host without threads has none that does.
 */
static void keep_time(struct lkl_cpu *cpu, const struct stay *stay)
{
	if (stay->self == lkl_service_thread())
		cpu->keeps_time = true;
	if (unlikely(cpu->keeps_time))
		lkl_timer_look();
}

/**
 * lkl_cpu_dispatch() - run what is current until the CPU goes elsewhere
 * @self: the calling thread, which owns the CPU
 * @what_for: why it stays
 *
 * Context: home stack.
 * Return: true if the CPU is owned and @self's task is current, out in its
 * program, and @self wants it; false if the CPU has gone.
 */
bool lkl_cpu_dispatch(struct host_thread *self, enum lkl_stay what_for)
{
	struct lkl_cpu *cpu = lkl_this_cpu();
	struct stay stay = {
		.self = self,
		.what_for = what_for,
		.helps = what_for == LKL_LEAVES || what_for == LKL_WAITS,
	};
	bool gone = false, back = false;

	WRITE_ONCE(cpu->handed, NULL);
	while (!gone && !back && likely(!cpu->stopped)) {
		struct task_struct *task = cpu->current_task;

		keep_time(cpu, &stay);
		/* interrupts are the next to run */
		if (lkl_cpu_attention(cpu))
			tell_made(&stay);
		if (!task->thread.user && may_help(cpu, &stay))
			help(cpu, &stay);
		else if (!task->thread.user)
			gone = dispatch_kernel(cpu, &stay);
		else if (task->thread.owner == self && self->wants)
			back = true;
		else
			gone = dispatch_user(cpu, &stay);
	}
	tell_made(&stay);
	if (!gone && !back)
		lkl_stop_finish();
	return back;
}

/**
 * lkl_cpu_leave() - go back to the program
 * @self: the calling thread, which owns the CPU; its task is out in its
 *	program, and was current when its call ended
 *
 * The task stays current unless something else wants to run.
 * Context: home stack.
 */
void lkl_cpu_leave(struct host_thread *self)
{
	self->wants = false;
	if (unlikely(!let_user_go(self)))
		lkl_cpu_dispatch(self, LKL_LEAVES);
	lkl_cpu_do_work(self);
}
