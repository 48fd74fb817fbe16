// SPDX-License-Identifier: GPL-2.0
/*
 * Halting, and giving back to the host all that the kernel took from it.
 */
#include <linux/console.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include <asm/cpu.h>
#include <asm/entry.h>
#include <asm/um_host.h>

#include "entry.h"
#include "host_thread.h"
#include "service.h"
#include "setup.h"
#include "start.h"
#include "writeback.h"

/* Nothing runs any more, so nobody changes the lists. */
static void free_contexts(void)
{
	struct task_struct *group, *task;

	for_each_process_thread(group, task)
		lkl_context_free(&task->thread.ctx);
	lkl_context_free(&init_task.thread.ctx);
}

/* What lkl_halt() returns: the task that halts does not. */
static int lost;

static void halt(struct host_thread *self)
{
	lost = lkl_writeback_all();
	/* kernel_halt() has its last word even on a quiet console */
	if (console_loglevel <= CONSOLE_LOGLEVEL_QUIET)
		console_loglevel = CONSOLE_LOGLEVEL_SILENT;
	kernel_halt();
}

/* Returns 0 if the kernel has halted, now or before by reboot(2). */
static int halt_once(struct host_thread *self)
{
	int err;

	if (lkl_state() == LKL_HALTED)
		return 0;
	err = lkl_entry_begin(self);
	if (err)
		return err;
	if (lkl_state_change(LKL_RUNNING, LKL_HALTING)) {
		while (lkl_entry_call(self, halt) == -ERESTARTNOINTR)
			self->inside = true;
	}
	self->inside = false;
	return 0;
}

int lkl_halt(struct lkl_thread *thread)
{
	struct host_thread *self = to_host_thread(thread);
	int err = halt_once(self);

	if (err)
		return err;
	/* not after a panic: devices may still be at work in its memory */
	if (!lkl_state_change(LKL_HALTED, LKL_FREED))
		return -ENODEV;
	lkl_um_stop();
	lkl_service_stop();
	if (self->sem)
		lkl_host_thread_exit(self);
	self->task = NULL;
	free_contexts();
	lkl_setup_free_memory();
	return lost;
}
