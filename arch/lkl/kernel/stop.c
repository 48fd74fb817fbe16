// SPDX-License-Identifier: GPL-2.0
/*
 * Stopping: the context that halts or panics never runs again, and the thread
 * that carried it tells the host and ends everybody's calls. The CPU stays
 * owned, so that no kernel code runs any more.
 */
#include <linux/irqflags.h>
#include <linux/sched.h>
#include <linux/string.h>

#include <asm/cpu.h>
#include <asm/host.h>

#include "host_thread.h"
#include "start.h"
#include "stop.h"

static char stop_reason[256];
static bool panicked;

void __noreturn lkl_stop(const char *why)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	raw_local_irq_disable();
	if (why) {
		strscpy(stop_reason, why, sizeof(stop_reason));
		panicked = true;
	}
	cpu->stopped = true;
	for (;;)
		lkl_context_yield(cpu, &current->thread.ctx);
}

void lkl_stop_deserted(void)
{
	const char *text = "Kernel panic: a thread has ended inside of it\n";

	if (!lkl_state_is_alive())
		return;
	strscpy(stop_reason, "a thread has ended inside the kernel",
		sizeof(stop_reason));
	panicked = true;
	host_console_write(text, strlen(text));
	lkl_stop_finish();
}

void lkl_stop_finish(void)
{
	lkl_state_set(panicked ? LKL_PANICKED : LKL_HALTED);
	host_console_flush();
	if (panicked)
		host_panic(stop_reason);
	lkl_host_thread_stop_all();
}
