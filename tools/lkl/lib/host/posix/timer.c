// SPDX-License-Identifier: GPL-2.0
/*
 * The timers of lkl_host_ops: a thread each, that sleeps until its deadline.
 */
#include <stdlib.h>

#include <asm/host_ops.h>

#include "host/posix/posix.h"
#include "host/posix/public.h"

/* Owned by the timer's user, but for what its thread reads: atomics. */
struct timer {
	void (*fn)(void *arg);
	void *arg;
	void *changed;
	unsigned long thread;
	unsigned long long deadline_ns;
	int ends;
};

static void timer_main(void *arg)
{
	struct timer *timer = arg;
	unsigned long long due;

	for (;;) {
		due = __atomic_load_n(&timer->deadline_ns, __ATOMIC_ACQUIRE);
		if (lkl__posix_sem_down(timer->changed, due) == 0) {
			if (__atomic_load_n(&timer->ends, __ATOMIC_ACQUIRE))
				return;
			continue;
		}
		if (lkl__posix_time_ns() < due)
			continue;
		if (__atomic_compare_exchange_n(&timer->deadline_ns, &due,
						LKL_FOREVER, 0,
						__ATOMIC_ACQ_REL,
						__ATOMIC_RELAXED))
			timer->fn(timer->arg);
	}
}

void *lkl__posix_timer_alloc(void (*fn)(void *arg), void *arg)
{
	struct timer *timer = calloc(1, sizeof(*timer));

	if (!timer)
		return NULL;
	timer->fn = fn;
	timer->arg = arg;
	timer->deadline_ns = LKL_FOREVER;
	timer->changed = lkl__posix_sem_alloc();
	if (!timer->changed)
		goto free_timer;
	timer->thread = lkl__posix_thread_create(timer_main, timer);
	if (!timer->thread)
		goto free_sem;
	return timer;

free_sem:
	lkl__posix_sem_free(timer->changed);
free_timer:
	free(timer);
	return NULL;
}

int lkl__posix_timer_set_oneshot(void *arg, unsigned long delta_ns)
{
	unsigned long long now = lkl__posix_time_ns();
	struct timer *timer = arg;

	__atomic_store_n(&timer->deadline_ns, delta_ns < LKL_FOREVER - now ?
			 now + delta_ns : LKL_FOREVER, __ATOMIC_RELEASE);
	lkl__posix_sem_up(timer->changed);
	return 0;
}

void lkl__posix_timer_free(void *arg)
{
	struct timer *timer = arg;

	__atomic_store_n(&timer->ends, 1, __ATOMIC_RELEASE);
	lkl__posix_sem_up(timer->changed);
	lkl__posix_thread_join(timer->thread);
	lkl__posix_sem_free(timer->changed);
	free(timer);
}
