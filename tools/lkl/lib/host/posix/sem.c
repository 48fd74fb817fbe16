// SPDX-License-Identifier: GPL-2.0
/*
 * Semaphores with a deadline, on futexes.
 */
#include <asm/host_ops.h>

#include "host/posix/cell.h"
#include "host/posix/futex.h"
#include "host/posix/posix.h"
#include "host/posix/sleep.h"
#include "host/posix/thread.h"

/*
 * The count and the number of waiters are changed as one, and sem_up() does
 * not look at the semaphore after it has counted up: the waiter may have
 * returned and freed it. A wake-up that is sent to memory in other use
 * by then is a spurious one, which futex users have to expect anyway.
 */
struct sem {
	unsigned long long state;
};

#define ONE		1ULL
#define ONE_WAITER	(1ULL << 32)
/* A waiter that does not sleep on the semaphore, but polls. */
#define POLLED		(1ULL << 63)
#define NSEC_PER_SEC	1000000000ULL

static unsigned int count_of(unsigned long long state)
{
	return (unsigned int)state;
}

/* The half of the state that holds the count, to sleep on. */
static const unsigned int *count_word(const struct sem *sem)
{
	return (const unsigned int *)&sem->state +
	       (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
}

/* Count down, and leave the waiters as well if @waiters is ONE_WAITER. */
static int try_down(struct sem *sem, unsigned long long waiters)
{
	unsigned long long state;

	state = __atomic_load_n(&sem->state, __ATOMIC_RELAXED);
	while (count_of(state)) {
		if (__atomic_compare_exchange_n(&sem->state, &state,
						state - ONE - waiters, 1,
						__ATOMIC_ACQUIRE,
						__ATOMIC_RELAXED))
			return 1;
	}
	return 0;
}

/* Returns 1 if the count came after all. */
static int leave_waiters(struct sem *sem)
{
	unsigned long long state;

	state = __atomic_load_n(&sem->state, __ATOMIC_RELAXED);
	do {
		if (count_of(state) && try_down(sem, ONE_WAITER))
			return 1;
		state &= ~0xffffffffULL;
	} while (!__atomic_compare_exchange_n(&sem->state, &state,
					      state - ONE_WAITER, 1,
					      __ATOMIC_ACQUIRE,
					      __ATOMIC_RELAXED));
	return 0;
}

static int wait_down(struct sem *sem, const struct timespec *deadline)
{
	int err;

	__atomic_fetch_add(&sem->state, ONE_WAITER, __ATOMIC_RELAXED);
	for (;;) {
		if (try_down(sem, ONE_WAITER))
			return 0;
		err = lkl__futex_wait(count_word(sem), 0, deadline);
		if (err && err != -EAGAIN)
			return leave_waiters(sem) ? 0 : err;
	}
}

static void (*wake_poller)(void *sem);

static void wake_up_poller(void *sem)
{
	void (*wake)(void *sem);

	wake = __atomic_load_n(&wake_poller, __ATOMIC_RELAXED);
	wake(sem);
}

bool lkl__posix_sem_poll_begin(void *arg, void (*wake)(void *sem))
{
	struct sem *sem = arg;

	__atomic_store_n(&wake_poller, wake, __ATOMIC_RELAXED);
	__atomic_fetch_or(&sem->state, POLLED, __ATOMIC_RELEASE);
	return try_down(sem, POLLED);
}

bool lkl__posix_sem_poll(void *sem)
{
	return try_down(sem, POLLED);
}

bool lkl__posix_sem_poll_end(void *arg)
{
	struct sem *sem = arg;

	if (try_down(sem, POLLED))
		return true;
	__atomic_fetch_and(&sem->state, ~POLLED, __ATOMIC_ACQUIRE);
	return try_down(sem, 0);
}

void *lkl__posix_sem_alloc(void)
{
	return lkl__cell_alloc();
}

void lkl__posix_sem_free(void *sem)
{
	lkl__cell_free(sem);
}

void lkl__posix_sem_up(void *arg)
{
	struct sem *sem = arg;
	const unsigned int *word = count_word(sem);
	unsigned long long before;

	before = __atomic_fetch_add(&sem->state, ONE, __ATOMIC_ACQ_REL);
	if (before & POLLED)
		wake_up_poller(arg);
	else if (before >= ONE_WAITER)
		lkl__futex_wake(word, 1);
}

static int (*instead)(void *sem);

void lkl__posix_sleep_instead(int (*fn)(void *sem))
{
	__atomic_store_n(&instead, fn, __ATOMIC_RELEASE);
}

static unsigned int nr_sleeps;

unsigned int lkl__posix_nr_sleeps(void)
{
	return __atomic_load_n(&nr_sleeps, __ATOMIC_RELAXED);
}

int lkl__posix_sleep(void *sem, unsigned long long deadline_ns)
{
	int (*fn)(void *sem);

	if (deadline_ns != LKL_FOREVER || lkl__posix_thread_is_own())
		return lkl__posix_sem_down(sem, deadline_ns);
	__atomic_fetch_add(&nr_sleeps, 1, __ATOMIC_RELAXED);
	fn = __atomic_load_n(&instead, __ATOMIC_ACQUIRE);
	return fn ? fn(sem) : lkl__posix_sem_down(sem, deadline_ns);
}

int lkl__posix_sem_down(void *arg, unsigned long long deadline_ns)
{
	struct timespec deadline;
	struct sem *sem = arg;

	if (try_down(sem, 0))
		return 0;
	if (!deadline_ns)
		return -ETIMEDOUT;
	if (deadline_ns == LKL_FOREVER)
		return wait_down(sem, NULL);
	deadline.tv_sec = (time_t)(deadline_ns / NSEC_PER_SEC);
	deadline.tv_nsec = (long)(deadline_ns % NSEC_PER_SEC);
	return wait_down(sem, &deadline);
}
