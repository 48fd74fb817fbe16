// SPDX-License-Identifier: GPL-2.0
/*
 * Semaphores with a deadline, made of a program's semaphores and timers.
 */
#include <errno.h>
#include <sched.h>
#include <stddef.h>

#include "host/named/named.h"
#include "host/posix/cell.h"

/*
 * A sleep with a deadline is @timed until its timer makes it @expired and
 * counts up, or the sleeper, woken by somebody else, makes it idle again. If
 * both happened, one of the two counts stays for the next sleep: a count is
 * never lost. A late timer that finds the next sleep timed ends it too early,
 * which that one sees by the clock. The kernel has at most one thread that
 * sleeps on a semaphore with a deadline.
 *
 * A program without timers has no threads of the kernel; there the clock is
 * watched until @count says that the semaphore can be taken.
 */
enum sleep_state { SLEEP_IDLE, SLEEP_TIMED, SLEEP_EXPIRED };

struct sem {
	struct lkl_sem *sem;
	void *timer;
	int state;
	int count;
};

static void timer_expired(void *arg)
{
	struct sem *sem = arg;
	int state = SLEEP_TIMED;

	if (__atomic_compare_exchange_n(&sem->state, &state, SLEEP_EXPIRED, 0,
					__ATOMIC_ACQ_REL, __ATOMIC_RELAXED))
		lkl__named_ops()->sem_up(sem->sem);
}

static void *named_sem_alloc(void)
{
	struct sem *sem = lkl__cell_alloc();

	if (!sem)
		return NULL;
	sem->sem = lkl__named_ops()->sem_alloc(0);
	if (sem->sem)
		return sem;
	lkl__cell_free(sem);
	return NULL;
}

static void named_sem_free(void *arg)
{
	struct sem *sem = arg;

	if (sem->timer)
		lkl__named_ops()->timer_free(sem->timer);
	lkl__named_ops()->sem_free(sem->sem);
	lkl__cell_free(sem);
}

static void named_sem_up(void *arg)
{
	struct sem *sem = arg;

	__atomic_add_fetch(&sem->count, 1, __ATOMIC_RELEASE);
	lkl__named_ops()->sem_up(sem->sem);
}

static void take(struct sem *sem)
{
	lkl__named_ops()->sem_down(sem->sem);
	__atomic_sub_fetch(&sem->count, 1, __ATOMIC_ACQUIRE);
}

static int poll_down(struct sem *sem, unsigned long long deadline_ns)
{
	while (__atomic_load_n(&sem->count, __ATOMIC_ACQUIRE) <= 0) {
		if (lkl__named_ops()->time() >= deadline_ns)
			return -ETIMEDOUT;
		sched_yield();
	}
	take(sem);
	return 0;
}

static int set_timer(struct sem *sem, unsigned long long deadline_ns)
{
	const struct lkl_host_operations *ops = lkl__named_ops();
	unsigned long long now = ops->time();
	unsigned long long delta = deadline_ns > now ? deadline_ns - now : 1;

	if (delta > ~0UL)
		delta = ~0UL;
	if (!sem->timer)
		sem->timer = ops->timer_alloc(timer_expired, sem);
	if (!sem->timer)
		return -ENOMEM;
	__atomic_store_n(&sem->state, SLEEP_TIMED, __ATOMIC_RELEASE);
	return ops->timer_set_oneshot(sem->timer, (unsigned long)delta);
}

static int timed_down(struct sem *sem, unsigned long long deadline_ns)
{
	const struct lkl_host_operations *ops = lkl__named_ops();
	int state;

	do {
		/* A caller that is told too early sleeps again: slow, right. */
		if (set_timer(sem, deadline_ns))
			return -ETIMEDOUT;
		ops->sem_down(sem->sem);
		state = __atomic_exchange_n(&sem->state, SLEEP_IDLE,
					    __ATOMIC_ACQ_REL);
	} while (state == SLEEP_EXPIRED && ops->time() < deadline_ns);
	if (state == SLEEP_EXPIRED)
		return -ETIMEDOUT;
	__atomic_sub_fetch(&sem->count, 1, __ATOMIC_ACQUIRE);
	return 0;
}

static int named_sem_down(void *arg, unsigned long long deadline_ns)
{
	struct sem *sem = arg;

	if (deadline_ns != LKL_FOREVER && lkl__named_ops()->timer_alloc)
		return timed_down(sem, deadline_ns);
	if (deadline_ns != LKL_FOREVER)
		return poll_down(sem, deadline_ns);
	take(sem);
	return 0;
}

void lkl__named_sem_fill(struct lkl_host_table *table)
{
	table->sem_alloc = named_sem_alloc;
	table->sem_free = named_sem_free;
	table->sem_up = named_sem_up;
	table->sem_down = named_sem_down;
}
