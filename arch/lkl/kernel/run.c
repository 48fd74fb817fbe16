// SPDX-License-Identifier: GPL-2.0
/*
 * Running the kernel from a program's event loop.
 */
#include <asm/host.h>
#include <asm/irq.h>
#include <asm/entry.h>

#include "host_thread.h"
#include "irq.h"
#include "start.h"
#include "timer.h"

unsigned long long lkl_run_cpu(struct lkl_thread *thread)
{
	struct host_thread self = { };
	u64 deadline_ns, now_ns;

	if (!lkl_state_is_alive())
		return 0;
	do {
		host_console_flush();
		host_work_run();
		if (lkl_timer_due())
			lkl_irq_raise(&self, LKL_TIMER_IRQ, LKL_SERVES);
		else if (lkl_cpu_try_own())
			lkl_cpu_dispatch(&self, LKL_SERVES);
		lkl_cpu_do_work(&self);
		deadline_ns = lkl_timer_deadline();
		now_ns = host_time_ns();
	} while (deadline_ns <= now_ns);
	return deadline_ns == LKL_FOREVER ? LKL_FOREVER : deadline_ns - now_ns;
}
