// SPDX-License-Identifier: GPL-2.0
/*
 * Calls of signal handlers that overtake one that sleeps.
 */
#include <linux/errno.h>
#include <linux/minmax.h>

#include <asm/host.h>

#include "host_thread.h"
#include "overtake.h"

long lkl_overtaken_ret(struct host_thread *self, unsigned int call)
{
	unsigned int i = call % HT_OVERTAKEN;

	return self->overtaken[i].call == call ? self->overtaken[i].ret :
						 -EINTR;
}

/* Wait for the end of the call that sleeps, or find that it has not begun. */
static int end_sleeping_call(struct host_thread *self)
{
	bool owned;
	int err;

	lkl_hosttask_ask(self, HT_ASKS_INTR);
	owned = lkl_cpu_knock(LKL_ATTN_ENTRY);
	err = lkl_entry_finish(self, owned);
	if (err > 0)
		lkl_cpu_leave(self);
	return err;
}

static void nothing(struct host_thread *self)
{
	self->ret = -ERESTARTNOINTR;
}

int lkl_overtake(struct host_thread *self)
{
	unsigned int i = self->calls % HT_OVERTAKEN;
	int err;

	if (!self->waits)
		return -EDEADLK;
	err = lkl_host_thread_replace(self);
	if (err)
		return err;
	if (!READ_ONCE(self->called))
		self->fn = nothing;
	err = end_sleeping_call(self);
	self->overtaken[i].ret = err < 0 ? err : self->ret;
	/* the overtaken call, if it still exists, sleeps on */
	host_sem_up(self->overtaken[i].sem);
	if (err < 0)
		self->inside = false;
	return min(err, 0);
}
