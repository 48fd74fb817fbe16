// SPDX-License-Identifier: GPL-2.0
/*
 * Tasks of host threads: how they come, and how they go with their threads.
 *
 * pid 1 makes one when a thread calls for the first time, in its own thread
 * group, so that they share descriptors, the working directory and credentials
 * as threads of a program do.
 */
#include <linux/kthread.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include <asm/entry.h>

#include "entry.h"
#include "host_thread.h"
#include "start.h"
#include "stop.h"

/*
 * Who asks for something; pushed by any thread, taken by the CPU's owner. The
 * kernel's own atomic operations are only good among owners of the CPU.
 */
static struct llist_node *entries;

/* Who needs a task; owner of the CPU only. */
static LLIST_HEAD(newcomers);
static struct task_struct *creator;

static void push_entry(struct llist_node *node)
{
	struct llist_node *first = __atomic_load_n(&entries, __ATOMIC_RELAXED);

	do {
		node->next = first;
	} while (!__atomic_compare_exchange_n(&entries, &first, node, true,
					      __ATOMIC_RELEASE,
					      __ATOMIC_RELAXED));
}

/*
 * Leave word for the owner of the CPU. Who owns it sets LKL_ATTN_ENTRY next,
 * anybody else knocks with it.
 */
void lkl_hosttask_ask(struct host_thread *ht, unsigned int why)
{
	if (!__atomic_fetch_or(&ht->asks, why, __ATOMIC_ACQ_REL))
		push_entry(&ht->entry);
}

static void let_in(struct host_thread *ht)
{
	ht->wants = true;
	if (ht->task) {
		wake_up_state(ht->task, TASK_PARKED);
	} else {
		llist_add(&ht->newcomer, &newcomers);
		wake_up_process(creator);
	}
}

static void interrupt(struct host_thread *ht)
{
	ht->interrupted = true;
	if (ht->task && ht->wants)
		set_notify_signal(ht->task);
}

/* Context: CPU owned, interrupts off. */
void lkl_hosttask_admit(void)
{
	struct llist_node *list;
	struct host_thread *ht, *next;

	list = __atomic_exchange_n(&entries, NULL, __ATOMIC_ACQUIRE);
	list = llist_reverse_order(list);
	llist_for_each_entry_safe(ht, next, list, entry) {
		unsigned int why;

		why = __atomic_exchange_n(&ht->asks, 0, __ATOMIC_ACQ_REL);
		if (why & HT_ASKS_IN)
			let_in(ht);
		if (why & HT_ASKS_INTR)
			interrupt(ht);
	}
}

static int create(struct host_thread *ht)
{
	struct kernel_clone_args args = {
		.flags	= CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
			  CLONE_THREAD | CLONE_SYSVSEM | CLONE_IO,
		.fn_arg	= ht,
	};
	pid_t pid = kernel_clone(&args);

	return pid < 0 ? pid : 0;
}

static void create_newcomers(void)
{
	struct llist_node *list;
	struct host_thread *ht, *next;
	unsigned long flags;

	local_irq_save(flags);
	list = llist_del_all(&newcomers);
	local_irq_restore(flags);

	llist_for_each_entry_safe(ht, next, list, newcomer) {
		int err = create(ht);

		if (err) {
			ht->ret = err;
			lkl_host_thread_post(ht, HT_DONE);
		}
	}
}

/* Where pid 1 spends its life. */
void lkl_hosttask_create_loop(void)
{
	creator = current;
	lkl_start_booted();
	for (;;) {
		set_current_state(TASK_IDLE);
		if (llist_empty(&newcomers))
			schedule();
		__set_current_state(TASK_RUNNING);
		create_newcomers();
		if (signal_pending(current))
			flush_signals(current);
	}
}

/*
 * A task that ends makes no call any more, so its thread must not wait for the
 * call that it is in. What the kernel kills is killed for a fault in that call.
 */
void exit_thread(struct task_struct *task)
{
	struct host_thread *owner = task->thread.owner;

	if (!owner || task != current)
		return;
	owner->killed = task->exit_code;
	owner->ret = owner->killed ? -EFAULT : 0;
	owner->task = NULL;
	owner->wants = false;
	task->thread.owner = NULL;
	lkl_host_thread_post(owner, HT_DONE);
}

static void exit_task(struct host_thread *self)
{
	/* Whatever was asked for this thread, it is not any more. */
	lkl_cpu_relax();
	do_exit(0);
}

/*
 * Whether a task has to end, or one has to be made for that because the last
 * was killed, or because a handler left the call that waits for the first.
 * Signal handlers may make calls up to here, and get a task.
 */
static bool has_task(struct host_thread *self)
{
	bool inside = self->inside;

	self->inside = true;
	barrier();
	if (!self->task && !self->killed && !inside)
		return false;
	self->inside = inside;
	return true;
}

void lkl_end_thread(struct lkl_thread *thread)
{
	struct host_thread *self = to_host_thread(thread);
	int err = 0;

	while (has_task(self)) {
		err = lkl_entry_begin(self);
		if (err)
			break;
		lkl_entry_call(self, exit_task);
		self->killed = false;
	}
	if (err == -EDEADLK)
		lkl_stop_deserted();
	if (self->sem)
		lkl_host_thread_exit(self);
	self->inside = false;
}
