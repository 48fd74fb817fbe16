// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that do pending work in place of a thread that must not be held up.
 */
#include <errno.h>
#include <stddef.h>

#include "host/lock.h"
#include "host/posix/posix.h"
#include "host/work.h"
#include "host/worker.h"

/**
 * DOC: workers
 *
 * A worker runs work until none is pending, then waits for IDLE_NS to be called
 * again, then ends. lkl__work_defer() leaves it at the worker that is on its
 * way already, if there is one; or it calls one that waits; or it starts one;
 * or, with MAX_WORKERS busy, it sets @again for the first that wants to wait.
 * So work that was deferred is never left, and there are no more workers than
 * things that block.
 *
 * All of it is under the lock, which is taken with signals blocked: a
 * handler may enter the kernel, and the kernel may want a worker.
 */
#define MAX_WORKERS	8
#define IDLE_NS		100000000ULL

enum slot_state { SLOT_FREE, SLOT_RUNS, SLOT_ENDED };

static struct slot {
	enum slot_state state;
	unsigned long thread;
} slots[MAX_WORKERS];

static struct {
	struct lkl__lock lock;
	int enabled;
	int coming;
	int again;
	unsigned int nr_waiting;
	void *sem;
} pool;

static int has_again(void)
{
	int again = pool.again;

	pool.again = 0;
	return again;
}

/*
 * Calls are sent under the lock, so a worker that slept too long finds here
 * whether one is there for it.
 */
static int has_call(int err)
{
	if (err)
		err = lkl__posix_sem_down(pool.sem, 0);
	if (err || !pool.enabled)
		return 0;
	pool.coming = 0;
	return 1;
}

/* Returns whether there is more to do; if not, the worker's slot has ended. */
static int wait_for_call(struct slot *slot)
{
	sigset_t old;
	int called, err;

	lkl__lock_block_signals(&pool.lock, &old);
	called = has_again();
	if (!called && pool.enabled) {
		pool.nr_waiting++;
		lkl__unlock(&pool.lock);
		err = lkl__posix_sem_down(pool.sem,
					  lkl__posix_time_ns() + IDLE_NS);
		lkl__lock(&pool.lock);
		pool.nr_waiting--;
		called = has_call(err);
	}
	if (!called)
		slot->state = SLOT_ENDED;
	lkl__unlock_restore_signals(&pool.lock, &old);
	return called;
}

static void worker_main(void *arg)
{
	struct slot *slot = arg;
	sigset_t old;

	lkl__lock_block_signals(&pool.lock, &old);
	pool.coming = 0;
	lkl__unlock_restore_signals(&pool.lock, &old);
	do {
		lkl__work_run_all();
	} while (wait_for_call(slot));
}

/* Under the lock. Joining a worker whose slot has ended takes no time. */
static void start_worker(struct slot *slot)
{
	if (slot->state == SLOT_ENDED)
		lkl__posix_thread_join(slot->thread);
	slot->state = SLOT_RUNS;
	slot->thread = lkl__posix_thread_create(worker_main, slot);
	if (slot->thread)
		pool.coming = 1;
	else
		slot->state = SLOT_FREE;
}

static struct slot *find_slot(void)
{
	struct slot *slot;

	for (slot = slots; slot < slots + MAX_WORKERS; slot++) {
		if (slot->state != SLOT_RUNS)
			return slot;
	}
	return NULL;
}

static void call_worker(void)
{
	struct slot *slot = find_slot();

	if (pool.coming)
		return;
	if (pool.nr_waiting) {
		pool.coming = 1;
		lkl__posix_sem_up(pool.sem);
	} else if (slot) {
		start_worker(slot);
	} else {
		pool.again = 1;
	}
}

void lkl__work_defer(void)
{
	sigset_t old;

	if (!lkl__work_run_quick())
		return;
	lkl__lock_block_signals(&pool.lock, &old);
	if (pool.enabled)
		call_worker();
	lkl__unlock_restore_signals(&pool.lock, &old);
}

int lkl__worker_enable(void)
{
	pool.sem = lkl__posix_sem_alloc();
	if (!pool.sem)
		return -ENOMEM;
	pool.coming = 0;
	pool.again = 0;
	pool.enabled = 1;
	lkl__work_set_workers(true);
	return 0;
}

void lkl__work_stop(void)
{
	struct slot *slot;
	sigset_t old;
	unsigned int i;

	if (!pool.sem)
		return;
	lkl__lock_block_signals(&pool.lock, &old);
	pool.enabled = 0;
	lkl__work_set_workers(false);
	for (i = 0; i < pool.nr_waiting; i++)
		lkl__posix_sem_up(pool.sem);
	lkl__unlock_restore_signals(&pool.lock, &old);

	/* Nobody starts workers any more, so the threads are constant. */
	for (slot = slots; slot < slots + MAX_WORKERS; slot++) {
		if (slot->thread)
			lkl__posix_thread_join(slot->thread);
		slot->thread = 0;
		slot->state = SLOT_FREE;
	}
	lkl__posix_sem_free(pool.sem);
	pool.sem = NULL;
}
