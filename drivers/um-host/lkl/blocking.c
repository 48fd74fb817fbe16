// SPDX-License-Identifier: GPL-2.0
/*
 * Calls of the host that may block: the task sleeps like one that waits for a
 * disk, and an interrupt wakes it.
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/preempt.h>
#include <linux/stdarg.h>

#include <asm/cpu.h>
#include <asm/irq.h>

#include <irq_user.h>

#include "blocking.h"

struct waiting {
	struct lkl_um_call call;
	struct completion made;
};

static bool may_sleep(void)
{
	return in_task() && !irqs_disabled();
}

static long call_now(lkl_um_call_fn fn, const long *args)
{
	return fn(args[0], args[1], args[2], args[3], args[4], args[5],
		  args[6], args[7], args[8], args[9]);
}

/* The first question is for any thread, the second for the CPU's owner only. */
long um_host_call(lkl_um_call_fn fn, unsigned int nr, ...)
{
	long args[UM_CALL_ARGS] = { 0 };
	struct waiting w = { .call.fn = fn, .call.args = args };
	unsigned int i;
	va_list ap;

	/* of an int, the callee looks at that half only */
	va_start(ap, nr);
	for (i = 0; i < nr; i++)
		args[i] = va_arg(ap, long);
	va_end(ap);

	if (lkl_um_is_helper() || !may_sleep())
		return call_now(fn, args);
	might_sleep();
	init_completion(&w.made);
	lkl_um_call_post(&w.call, UM_CALL_IRQ);
	lkl_this_cpu()->work = true;
	wait_for_completion(&w.made);
	/* the text has a level in front */
	if (w.call.said[0])
		_printk("%s", w.call.said);
	return w.call.ret;
}

static irqreturn_t calls_made(int irq, void *unused)
{
	struct lkl_um_call *call = lkl_um_calls_made(), *next;

	for (; call; call = next) {
		next = call->next;
		complete(&container_of(call, struct waiting, call)->made);
	}
	return IRQ_HANDLED;
}

static int __init blocking_init(void)
{
	return request_irq(UM_CALL_IRQ, calls_made, 0, "um-host-call", NULL);
}
core_initcall(blocking_init);
