// SPDX-License-Identifier: GPL-2.0
/*
 * Owning the CPU: taking it, giving it away, and what its owner does.
 */
#include <linux/sched.h>
#include <linux/sched/task.h>

#include <asm/cpu.h>
#include <asm/host.h>

#include "host_thread.h"
#include "service.h"

/* Nobody can take it before it has booted: lkl_boot() owns it. */
struct lkl_cpu lkl_boot_cpu = {
	.current_task	= &init_task,
	.owned		= 1,
};

/* How often to look whether the owner of the CPU has seen to a request, which
 * takes it a few hundred nanoseconds, before making sure that it will.
 */
#define KNOCKS	200

/*
 * Let the CPU go, unless something asks for attention: whoever asks looks
 * first for attention and then for the CPU, so we have to look in the opposite
 * order, and the store must not pass the load. A barrier costs as much as a
 * system call does without one, so hosts with thread_fence() have those who
 * ask pay for it, in lkl_cpu_knock().
 *
 * If this fails the CPU was free for a moment. The host may have had the caller
 * wait just then for as long as others needed to own it, and to leave it with
 * another task current.
 */
static bool release(void)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	__atomic_store_n(&cpu->owned, 0, __ATOMIC_RELEASE);
	if (unlikely(!cpu->fenced))
		__atomic_thread_fence(__ATOMIC_SEQ_CST);
	barrier();
	if (likely(!READ_ONCE(cpu->attention)))
		return true;
	return !lkl_cpu_try_own();
}

/*
 * Ask for attention. Returns true if nobody owned the CPU: it is the caller's
 * now, to see to it. Otherwise the owner sees to it before it lets the CPU go.
 */
bool lkl_cpu_knock(unsigned int attention)
{
	struct lkl_cpu *cpu = lkl_this_cpu();
	int i;

	__atomic_fetch_or(&cpu->attention, attention, __ATOMIC_SEQ_CST);
	for (i = 0; i < KNOCKS; i++) {
		if (!READ_ONCE(cpu->owned) && lkl_cpu_try_own())
			return true;
		if (!(READ_ONCE(cpu->attention) & attention))
			return false;
	}
	if (cpu->fenced)
		host_thread_fence();
	if (lkl_cpu_try_own())
		return true;
	if (READ_ONCE(cpu->handed))
		lkl_service_watch();
	return false;
}

/* A task in an uninterruptible sleep waits for a device more often than not. */
static bool waits_for_device(struct task_struct *task)
{
	unsigned int state = READ_ONCE(task->__state);

	return (state & TASK_UNINTERRUPTIBLE) && !(state & TASK_NOLOAD);
}

/*
 * Before the CPU goes: take over the text to print and the work of the devices,
 * to be done on this thread unless something else may call for it soon.
 */
static void take_work(struct lkl_cpu *cpu, struct host_thread *self)
{
	if (likely(!cpu->work && !cpu->console))
		return;

	self->flush |= cpu->console;
	self->work |= cpu->work;
	self->defer = host_has_threads() &&
		      !(self->wants && self->task &&
			waits_for_device(self->task));
	cpu->console = false;
	cpu->work = false;
	__atomic_fetch_or(&self->go, HT_BUSY, __ATOMIC_RELAXED);
}

static void prepare_to_go(struct lkl_cpu *cpu, struct host_thread *self)
{
	take_work(cpu, self);
	cpu->keeps_time = !host_has_threads();
}

/* Context: home stack, CPU not owned. Does what take_work() took over. */
void lkl_cpu_do_work(struct host_thread *self)
{
	bool flush = self->flush, work = self->work;

	if (likely(!work && !flush))
		return;

	self->flush = false;
	self->work = false;
	if (flush)
		host_console_flush();
	if (work && self->defer)
		host_work_defer();
	else if (work)
		host_work_run();
	__atomic_fetch_and(&self->go, ~HT_BUSY, __ATOMIC_ACQ_REL);
}

/*
 * Let the CPU go; false if there is more to do first. See who is current then:
 * it may be another task than before.
 */
bool lkl_cpu_let_go(struct host_thread *self)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	if (lkl_cpu_attention(cpu))
		return false;
	prepare_to_go(cpu, self);
	return release();
}

void lkl_cpu_hand_over(struct host_thread *self, struct host_thread *to)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	prepare_to_go(cpu, self);
	WRITE_ONCE(cpu->handed, to);
	lkl_host_thread_post(to, HT_CPU);
}
