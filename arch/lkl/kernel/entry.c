// SPDX-License-Identifier: GPL-2.0
/*
 * Entering the kernel for a call, and waiting for its end.
 */
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/sched/task.h>

#include <asm/host.h>
#include <asm/irq.h>
#include <asm/entry.h>

#include "entry.h"
#include "host_thread.h"
#include "irq.h"
#include "overtake.h"
#include "start.h"
#include "timer.h"

/* Hosts without threads have one that does everything. */
static unsigned int run_alone(struct host_thread *self)
{
	struct host_thread device = { };
	unsigned int bits;

	host_work_run();
	if (lkl_timer_due())
		lkl_irq_raise(&device, LKL_TIMER_IRQ, LKL_SERVES);
	bits = __atomic_exchange_n(&self->go, 0, __ATOMIC_RELAXED);
	if (!bits && lkl_cpu_try_own())
		bits = HT_CPU;
	return bits;
}

/*
 * Returns HT_* bits; HT_CPU also if the signal that ended it needs the CPU.
 * A call that was overtaken owns nothing and touches nothing.
 */
static unsigned int wait(struct host_thread *self, unsigned int call)
{
	bool interrupted = false;
	unsigned int bits;

	lkl_cpu_do_work(self);
	if (!host_has_threads())
		return run_alone(self);

	bits = lkl_host_thread_sleep(self, LKL_FOREVER, &interrupted);
	if (!bits && interrupted && !lkl_overtaken(self, call)) {
		lkl_hosttask_ask(self, HT_ASKS_INTR);
		if (lkl_cpu_knock(LKL_ATTN_ENTRY))
			bits = HT_CPU;
	}
	return bits;
}

/*
 * The kernel has stopped, and nobody is about to tell @self that its call had
 * been made before: who is looks at @self.
 */
static bool has_stopped(struct host_thread *self)
{
	if (likely(!lkl_state_is_over()))
		return false;
	/* @finished was set before the kernel stopped */
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return !READ_ONCE(self->finished);
}

/*
 * Go on until the call of @self has been made. Returns 1 if the CPU is owned
 * then; 0 if it is not, because another thread has finished the call;
 * -ECANCELED if the call was overtaken; -ENODEV if the kernel stopped.
 */
int lkl_entry_finish(struct host_thread *self, bool owned)
{
	unsigned int call = self->calls, bits;

	for (;;) {
		while (owned && lkl_cpu_dispatch(self, LKL_WAITS)) {
			if (self->called ||
			    lkl_cpu_begin_call(lkl_this_cpu(), self))
				return 1;
			self->wants = true;
		}
		/* who gets to know of the end too late to be told looks here */
		if (has_stopped(self))
			return -ENODEV;
		bits = wait(self, call);
		if (lkl_overtaken(self, call))
			return -ECANCELED;
		if (bits & HT_DONE) {
			self->finished = false;
			return 0;
		}
		owned = bits & HT_CPU;
		if ((bits & HT_POKE) && !owned && !self->called) {
			/* it was away when its turn came */
			lkl_hosttask_ask(self, HT_ASKS_IN);
			owned = lkl_cpu_knock(LKL_ATTN_ENTRY);
		}
	}
}

/* The long way in: others run, or the task has to be scheduled or made. */
static int call_slowly(struct host_thread *self, bool owned)
{
	self->called = false;
	lkl_hosttask_ask(self, HT_ASKS_IN);
	if (owned)
		__atomic_fetch_or(&lkl_this_cpu()->attention, LKL_ATTN_ENTRY,
				  __ATOMIC_RELAXED);
	else
		owned = lkl_cpu_knock(LKL_ATTN_ENTRY);
	return lkl_entry_finish(self, owned);
}

/* What the call @call returns, after lkl_entry_finish() has returned @err. */
static long end_call(struct host_thread *self, unsigned int call, int err)
{
	long ret;

	if (err > 0)
		lkl_cpu_leave(self);
	if (lkl_overtaken(self, call))
		return lkl_overtaken_ret(self, call);
	ret = err < 0 ? err : self->ret;
	barrier();
	self->inside = false;
	return ret;
}

/**
 * lkl_entry_begin() - say that a call is being made
 * @self: the calling thread
 *
 * From here on a signal handler's call finds the thread inside, and does not
 * touch what the call is made of.
 *
 * Return: 0; -ENODEV if no kernel is running; -EDEADLK if the thread is inside
 * kernel code already; -ENOMEM.
 */
int lkl_entry_begin(struct host_thread *self)
{
	int err;

	if (unlikely(self->inside)) {
		err = lkl_overtake(self);
		if (err)
			return err;
	}
	if (unlikely(lkl_state() != LKL_RUNNING)) {
		self->inside = false;
		return -ENODEV;
	}
	self->inside = true;
	barrier();
	if (unlikely(!self->sem)) {
		err = lkl_host_thread_init(self);
		if (err) {
			self->inside = false;
			return err;
		}
	}
	return 0;
}

/**
 * lkl_entry_call() - have the task of a host thread do something
 * @self: the calling thread, after lkl_entry_begin(), with the members set
 *	that @fn uses
 * @fn: runs on the kernel stack of its task, and sets @self->ret
 *
 * Return: @self->ret; -ENODEV or -ENOMEM if @fn could not be run;
 * -ERESTARTNOINTR if it was not, because a signal handler's call came first:
 * to be tried again from lkl_entry_begin() on.
 */
long lkl_entry_call(struct host_thread *self, void (*fn)(struct host_thread *))
{
	return lkl_entry_call_owning(self, fn, lkl_cpu_try_own());
}

/* The same, for a caller that may own the CPU already: then @owned is true. */
long lkl_entry_call_owning(struct host_thread *self,
			   void (*fn)(struct host_thread *), bool owned)
{
	unsigned int call = self->calls;

	self->fn = fn;
	return end_call(self, call, call_slowly(self, owned));
}

/*
 * Go on with a call that has begun on the calling thread, which owns the CPU,
 * and sleeps. Returns what the call does.
 */
long lkl_entry_call_sleeps(struct host_thread *self)
{
	unsigned int call = self->calls;

	self->called = true;
	self->wants = true;
	return end_call(self, call, lkl_entry_finish(self, true));
}
