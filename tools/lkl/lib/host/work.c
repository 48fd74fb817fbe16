// SPDX-License-Identifier: GPL-2.0
/*
 * The list of pending work and the threads that take from it.
 */
#include <stddef.h>
#include <time.h>

#include "host/work.h"

/**
 * DOC: states of a source of work
 *
 * KICKED and RUNNING are bits of its state; both clear is idle. A source is on
 * the list while it is KICKED and not RUNNING. The kick that finds it idle puts
 * it there; a kick of running work only sets the bit, and the runner puts it
 * back when it is done. A runner takes the whole list by one exchange and
 * returns what it does not run itself, so there is neither a lock that a signal
 * handler could find taken nor a pointer that is compared after it was freed.
 */
#define KICKED	1u
#define RUNNING	2u

static struct lkl__work *pending;

static void put_list(struct lkl__work *first, struct lkl__work *last)
{
	struct lkl__work *head = __atomic_load_n(&pending, __ATOMIC_RELAXED);

	do {
		last->next = head;
	} while (!__atomic_compare_exchange_n(&pending, &head, first, 1,
					      __ATOMIC_RELEASE,
					      __ATOMIC_RELAXED));
}

/* The oldest is the last of the list; all others go back. */
static struct lkl__work *take_oldest(void)
{
	struct lkl__work *first, *prev = NULL, *last;

	if (!__atomic_load_n(&pending, __ATOMIC_RELAXED))
		return NULL;
	first = __atomic_exchange_n(&pending, NULL, __ATOMIC_ACQUIRE);
	if (!first)
		return NULL;
	for (last = first; last->next; last = last->next)
		prev = last;
	if (prev)
		put_list(first, prev);
	return last;
}

static void run_one(struct lkl__work *work)
{
	unsigned int state = RUNNING;
	int again;

	__atomic_exchange_n(&work->state, RUNNING, __ATOMIC_ACQ_REL);
	again = work->run(work);
	if (!again && __atomic_compare_exchange_n(&work->state, &state, 0, 0,
						  __ATOMIC_ACQ_REL,
						  __ATOMIC_ACQUIRE))
		return;
	__atomic_store_n(&work->state, KICKED, __ATOMIC_RELEASE);
	put_list(work, work);
}

void lkl__work_run(void)
{
	struct lkl__work *work;

	while ((work = take_oldest())) {
		/* It may block, and must not hold up the work behind it. */
		if (__atomic_load_n(&pending, __ATOMIC_RELAXED))
			lkl__work_defer();
		run_one(work);
	}
}

void lkl__work_add(struct lkl__work *work, int (*run)(struct lkl__work *work))
{
	work->run = run;
	work->next = NULL;
	__atomic_store_n(&work->state, 0, __ATOMIC_RELEASE);
}

int lkl__work_kick(struct lkl__work *work)
{
	unsigned int old;

	old = __atomic_fetch_or(&work->state, KICKED, __ATOMIC_ACQ_REL);
	if (!old)
		put_list(work, work);
	return 1;
}

void lkl__work_remove(struct lkl__work *work)
{
	struct timespec nap = { .tv_nsec = 100000 };

	while (__atomic_load_n(&work->state, __ATOMIC_ACQUIRE)) {
		lkl__work_run();
		if (__atomic_load_n(&work->state, __ATOMIC_ACQUIRE))
			nanosleep(&nap, NULL);
	}
}
