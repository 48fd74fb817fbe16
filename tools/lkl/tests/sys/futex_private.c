// SPDX-License-Identifier: GPL-2.0
/*
 * futex_wait(), futex_waitv(), futex_wake() and futex_requeue() work between
 * threads without a flag that says that the futex is private.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define ANY	(~0U)
#define AT(w)	{ .uaddr = (unsigned long)(w), .flags = LKL_FUTEX2_SIZE_U32 }

static unsigned int word, other;
static long nr_waiting, got[2] = { 99, 99 };

static void *wait_one(void *arg)
{
	__atomic_add_fetch(&nr_waiting, 1, __ATOMIC_RELEASE);
	*(long *)arg = lkl_sys_futex_wait(&word, 0, ANY, LKL_FUTEX2_SIZE_U32,
					  NULL, LKL_CLOCK_MONOTONIC);
	return NULL;
}

static void *wait_two(void *arg)
{
	static const struct lkl_futex_waitv both[2] = {
		AT(&other), AT(&word),
	};

	__atomic_add_fetch(&nr_waiting, 1, __ATOMIC_RELEASE);
	*(long *)arg = lkl_sys_futex_waitv((struct lkl_futex_waitv *)both, 2, 0,
					   NULL, LKL_CLOCK_MONOTONIC);
	return NULL;
}

static long wake(unsigned int *at, int nr)
{
	return lkl_sys_futex_wake(at, ANY, nr, LKL_FUTEX2_SIZE_U32);
}

/* How many were woken within five seconds, of those that are wanted. */
static long wake_until(unsigned int *at, int nr)
{
	long long end = now_ns() + 5 * SEC;
	long woken = 0;

	while (woken < nr && now_ns() < end) {
		woken += wake(at, nr);
		nap_ms(1);
	}
	return woken;
}

/* A call that nobody wakes must not hang the test. */
static void join(pthread_t thread)
{
	long long end = now_ns() + 5 * SEC;

	__atomic_store_n(&word, 1, __ATOMIC_RELAXED);
	while (pthread_tryjoin_np(thread, NULL)) {
		if (now_ns() > end)
			KTAP_BAIL("a thread was not woken");
		nap_ms(1);
	}
	__atomic_store_n(&word, 0, __ATOMIC_RELAXED);
}

static void test_wait(void *(*waits)(void *), const char *name, long want)
{
	pthread_t thread;

	pthread_create(&thread, NULL, waits, &got[0]);
	CHECK_EQ(wake_until(&word, 1), 1, "%s: one is woken", name);
	join(thread);
	CHECK_EQ(got[0], want, "%s: it says by what", name);
}

/* Requeue waiters until there is one, then wake it at its new place. */
static void test_requeue(void)
{
	struct lkl_futex_waitv pair[2] = {
		AT(&word), AT(&other),
	};
	long long end = now_ns() + 5 * SEC;
	pthread_t thread;
	long ret = 0;

	pthread_create(&thread, NULL, wait_one, &got[1]);
	while (!ret && now_ns() < end)
		ret = lkl_sys_futex_requeue(pair, 0, 0, 1);
	CHECK_EQ(ret, 1, "futex_requeue: one is moved");
	CHECK_EQ(wake(&word, 1), 0, "it is not where it was");
	CHECK_EQ(wake(&other, 1), 1, "it is woken where it is now");
	join(thread);
	CHECK_EQ(pair[0].flags, LKL_FUTEX2_SIZE_U32, "the array is as before");
}

static void test_errors(void)
{
	struct lkl_futex_waitv waiter = { .flags = LKL_FUTEX2_SIZE_U32 };

	CHECK_EQ(lkl_sys_futex_wait(&word, 5, ANY, LKL_FUTEX2_SIZE_U32, NULL,
				    LKL_CLOCK_MONOTONIC), -LKL_EAGAIN,
		 "another value is not waited for");
	CHECK_EQ(lkl_sys_futex_waitv(NULL, 1, 0, NULL, LKL_CLOCK_MONOTONIC),
		 -LKL_EINVAL, "no array");
	CHECK_EQ(lkl_sys_futex_waitv(&waiter, 0, 0, NULL, LKL_CLOCK_MONOTONIC),
		 -LKL_EINVAL, "an empty array");
	CHECK_EQ(lkl_sys_futex_waitv(&waiter, LKL_FUTEX_WAITV_MAX + 1, 0, NULL,
				     LKL_CLOCK_MONOTONIC),
		 -LKL_EINVAL, "an array that is too long");
}

int main(void)
{
	KTAP_PLAN(13);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test_wait(wait_one, "futex_wait", 0);
	test_wait(wait_two, "futex_waitv", 1);
	test_requeue();
	test_errors();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
