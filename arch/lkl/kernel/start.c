// SPDX-License-Identifier: GPL-2.0
/*
 * Booting, and what state the kernel is in.
 */
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/swap.h>
#include <linux/sched/task.h>
#include <linux/start_kernel.h>

#include <asm/host.h>
#include <asm/entry.h>
#include <asm/mem.h>

#include "host_thread.h"
#include "service.h"
#include "setup.h"
#include "start.h"

int lkl_state_now = LKL_UNBOUND;

/* Who called lkl_boot(). */
static struct host_thread *booter;

bool lkl_state_change(enum lkl_state from, enum lkl_state to)
{
	int expected = from;

	return __atomic_compare_exchange_n(&lkl_state_now, &expected, to,
					   false, __ATOMIC_SEQ_CST,
					   __ATOMIC_SEQ_CST);
}

void lkl_state_set(enum lkl_state to)
{
	__atomic_store_n(&lkl_state_now, to, __ATOMIC_SEQ_CST);
}

int lkl_is_running(void)
{
	return lkl_state() == LKL_RUNNING;
}

int lkl_abandon(void)
{
	if (lkl_state() < LKL_BOOTING)
		return 0;
	lkl_state_set(LKL_FREED);
	return 1;
}

static void __ref start(void *arg)
{
	start_kernel();
}

void lkl_start_booted(void)
{
	struct host_thread *ht = booter;

	lkl_state_change(LKL_BOOTING, LKL_RUNNING);
	booter = NULL;
	lkl_host_thread_post(ht, HT_DONE);
}

/*
 * Why the kernel panicked while it booted: code that runs then does not expect
 * allocations to fail, so too little memory ends like anything else. The
 * reserve is what only an emergency gets, and so is the boost for a while after
 * large blocks were split.
 */
static int boot_error(void)
{
	unsigned long enough = totalreserve_pages + totalram_pages() / 16;
	struct zone *zone;

	for_each_populated_zone(zone)
		enough += zone->watermark_boost;
	return nr_free_pages() < enough ? -ENOMEM : -EIO;
}

static int prepare(struct host_thread *self, const char *cmdline)
{
	int err;

	err = lkl_setup_memory(cmdline);
	if (err)
		return err;
	err = lkl_context_alloc(&init_task.thread.ctx);
	if (err)
		goto free_memory;
	err = lkl_host_thread_init(self);
	if (err)
		goto free_context;
	err = lkl_service_start();
	if (err)
		goto exit_thread;
	return 0;

exit_thread:
	lkl_host_thread_exit(self);
free_context:
	lkl_context_free(&init_task.thread.ctx);
free_memory:
	lkl_setup_free_memory();
	return err;
}

int lkl_boot(struct lkl_thread *thread, const char *cmdline)
{
	struct host_thread *self = to_host_thread(thread);
	int err;

	if (!lkl_state_change(LKL_BOUND, LKL_BOOTING))
		return lkl_state() == LKL_UNBOUND ? -EINVAL : -EBUSY;
	err = prepare(self, cmdline);
	if (err) {
		lkl_state_set(LKL_FREED);
		return err;
	}

	booter = self;
	self->inside = true;
	init_task.thread.started = true;
	lkl_context_start(lkl_this_cpu(), &init_task.thread.ctx, start, NULL);
	err = lkl_entry_finish(self, true);
	self->inside = false;
	if (err)
		return boot_error();
	lkl_mem_image_cold();
	return 0;
}
