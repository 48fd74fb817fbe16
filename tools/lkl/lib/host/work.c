// SPDX-License-Identifier: GPL-2.0
/*
 * The list of pending work and the threads that take from it.
 */
#include <pthread.h>
#include <signal.h>
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
 *
 * There are two lists, of quick work and of other.
 */
#define KICKED	1u
#define RUNNING	2u

static struct lkl__work *pending, *pending_quick;

static struct lkl__work **list_of(const struct lkl__work *work)
{
	return work->quick ? &pending_quick : &pending;
}

static bool has_work(struct lkl__work *const *list)
{
	return __atomic_load_n(list, __ATOMIC_RELAXED);
}

static void put_list(struct lkl__work **list, struct lkl__work *first,
		     struct lkl__work *last)
{
	struct lkl__work *head = __atomic_load_n(list, __ATOMIC_RELAXED);

	do {
		last->next = head;
	} while (!__atomic_compare_exchange_n(list, &head, first, 1,
					      __ATOMIC_RELEASE,
					      __ATOMIC_RELAXED));
}

/* The oldest is the last of the list; all others go back. */
static struct lkl__work *take_oldest(struct lkl__work **list)
{
	struct lkl__work *first, *prev = NULL, *last;

	if (!has_work(list))
		return NULL;
	first = __atomic_exchange_n(list, NULL, __ATOMIC_ACQUIRE);
	if (!first)
		return NULL;
	for (last = first; last->next; last = last->next)
		prev = last;
	if (prev)
		put_list(list, first, prev);
	return last;
}

/* Returns whether it wants to go on at once, and was put back for that. */
static bool run_one(struct lkl__work *work)
{
	unsigned int state = RUNNING;
	int again;

	__atomic_exchange_n(&work->state, RUNNING, __ATOMIC_ACQ_REL);
	again = work->run(work);
	if (!again && __atomic_compare_exchange_n(&work->state, &state, 0, 0,
						  __ATOMIC_ACQ_REL,
						  __ATOMIC_ACQUIRE))
		return false;
	__atomic_store_n(&work->state, KICKED, __ATOMIC_RELEASE);
	put_list(list_of(work), work, work);
	return again;
}

/* This thread is in lkl__work_run_quick(). */
static __thread bool runs_quick;

bool lkl__work_run_quick(void)
{
	struct lkl__work *work;
	bool again = false;
	sigset_t all, old;

	if (runs_quick || !has_work(&pending_quick))
		return has_work(&pending);
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &old);
	runs_quick = true;
	while (!again && (work = take_oldest(&pending_quick)))
		again = run_one(work);
	runs_quick = false;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return again || has_work(&pending);
}

/* Returns whether there may be more. @goes_on: set if there is for long. */
static bool run_next(bool *goes_on)
{
	struct lkl__work *work;

	*goes_on = false;
	lkl__work_run_quick();
	work = take_oldest(&pending);
	if (!work)
		return has_work(&pending_quick) && !runs_quick;
	/* It may block, and must not hold up the work behind it. */
	if (has_work(&pending))
		lkl__work_defer();
	*goes_on = run_one(work);
	return true;
}

static bool has_workers;

void lkl__work_set_workers(bool has)
{
	__atomic_store_n(&has_workers, has, __ATOMIC_RELAXED);
}

static bool is_left_to_workers(bool goes_on)
{
	return goes_on && __atomic_load_n(&has_workers, __ATOMIC_RELAXED);
}

void lkl__work_run(void)
{
	bool goes_on;

	/* The caller has other things to do than to follow a stream. */
	while (run_next(&goes_on) && !is_left_to_workers(goes_on))
		;
	if (goes_on)
		lkl__work_defer();
}

void lkl__work_run_all(void)
{
	bool goes_on;

	while (run_next(&goes_on))
		;
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
		put_list(list_of(work), work, work);
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
