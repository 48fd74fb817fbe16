// SPDX-License-Identifier: GPL-2.0
/*
 * Halting, and giving back to the host all that the kernel took from it.
 */
#include <linux/reboot.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>

#include <asm/cpu.h>
#include <asm/entry.h>

#include "entry.h"
#include "host_thread.h"
#include "service.h"
#include "setup.h"
#include "start.h"

/* Nothing runs any more, so nobody changes the lists. */
static void free_contexts(void)
{
	struct task_struct *group, *task;

	for_each_process_thread(group, task)
		lkl_context_free(&task->thread.ctx);
	lkl_context_free(&init_task.thread.ctx);
}

static void halt(struct host_thread *self)
{
	ksys_sync();
	kernel_halt();
}

int lkl_halt(struct lkl_thread *thread)
{
	struct host_thread *self = to_host_thread(thread);
	int err = lkl_entry_check(self);

	if (err)
		return err;
	lkl_entry_call(self, halt);
	lkl_service_stop();
	lkl_host_thread_exit(self);
	self->task = NULL;
	free_contexts();
	lkl_setup_free_memory();
	return 0;
}
