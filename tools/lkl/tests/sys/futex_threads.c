// SPDX-License-Identifier: GPL-2.0
/*
 * Futexes work between threads: a lock, wake-ups that are counted, time-outs.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_THREADS	8
#define ROUNDS		3000
#define NR_WAITERS	10

static unsigned int lock_word, gate, nr_woken;
static long counter;

static long futex(unsigned int *word, int op, unsigned int val,
		  struct __lkl__kernel_timespec *ts)
{
	return lkl_sys_futex(word, op | LKL_FUTEX_PRIVATE_FLAG, val, ts, NULL,
			     0);
}

/* 0: free, 1: taken, 2: taken and waited for. */
static void take_lock(void)
{
	unsigned int old = 0;

	if (__atomic_compare_exchange_n(&lock_word, &old, 1, 0,
					__ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
		return;
	while (__atomic_exchange_n(&lock_word, 2, __ATOMIC_ACQUIRE))
		futex(&lock_word, LKL_FUTEX_WAIT, 2, NULL);
}

static void drop_lock(void)
{
	if (__atomic_exchange_n(&lock_word, 0, __ATOMIC_RELEASE) == 2)
		futex(&lock_word, LKL_FUTEX_WAKE, 1, NULL);
}

static void *count(void *arg)
{
	int i;

	(void)arg;
	for (i = 0; i < ROUNDS; i++) {
		long seen;

		take_lock();
		seen = counter;
		if (i % 16 == 0)
			lkl_sys_sched_yield();
		counter = seen + 1;
		drop_lock();
	}
	return NULL;
}

static void test_lock(void)
{
	pthread_t threads[NR_THREADS];
	int i;

	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, count, NULL);
	for (i = 0; i < NR_THREADS; i++)
		pthread_join(threads[i], NULL);
	CHECK_EQ(counter, NR_THREADS * ROUNDS, "a lock locks");
}

static void *wait_at_gate(void *arg)
{
	(void)arg;
	if (!futex(&gate, LKL_FUTEX_WAIT, 0, NULL))
		__atomic_add_fetch(&nr_woken, 1, __ATOMIC_RELAXED);
	return NULL;
}

static unsigned int woken_after(unsigned int nr)
{
	long long end = now_ns() + 5 * SEC;

	while (__atomic_load_n(&nr_woken, __ATOMIC_RELAXED) < nr &&
	       now_ns() < end)
		nap_ms(1);
	nap_ms(20);
	return __atomic_load_n(&nr_woken, __ATOMIC_RELAXED);
}

static void test_wake(void)
{
	pthread_t threads[NR_WAITERS];
	long nr, left = NR_WAITERS - 3;
	int i;

	for (i = 0; i < NR_WAITERS; i++)
		pthread_create(&threads[i], NULL, wait_at_gate, NULL);
	for (nr = 0; nr < 3; nr += futex(&gate, LKL_FUTEX_WAKE, 1, NULL))
		nap_ms(1);
	CHECK_EQ(woken_after(3), 3, "three of %d wake", NR_WAITERS);
	while (left > 0) {
		left -= futex(&gate, LKL_FUTEX_WAKE, 1000, NULL);
		nap_ms(1);
	}
	CHECK_EQ(woken_after(NR_WAITERS), NR_WAITERS, "then all");
	for (i = 0; i < NR_WAITERS; i++)
		pthread_join(threads[i], NULL);
}

static void test_errors(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 20 * MSEC };
	long long start = now_ns();

	CHECK_EQ(futex(&gate, LKL_FUTEX_WAIT, 1, NULL), -LKL_EAGAIN,
		 "another value is not waited for");
	CHECK_EQ(futex(&gate, LKL_FUTEX_WAIT, 0, &ts), -LKL_ETIMEDOUT,
		 "nobody wakes");
	CHECK(now_ns() - start >= 20 * MSEC, "for as long as was asked");
}

int main(void)
{
	KTAP_PLAN(7);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test_lock();
	test_wake();
	test_errors();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
