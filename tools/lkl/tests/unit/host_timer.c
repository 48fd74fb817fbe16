// SPDX-License-Identifier: GPL-2.0
/*
 * Timers of lkl_host_ops call once, when they were last set to, and not after
 * they are freed.
 */
#include "ktap.h"
#include "threads.h"

#include <limits.h>

#include <lkl_host.h>

static int nr_calls;

static void count(void *arg)
{
	__atomic_add_fetch((int *)arg, 1, __ATOMIC_RELAXED);
}

static int calls(void)
{
	return __atomic_load_n(&nr_calls, __ATOMIC_RELAXED);
}

static void wait_calls(int nr)
{
	int naps;

	for (naps = 0; calls() < nr && naps < 10000; naps++)
		nap_ms(1);
}

int main(void)
{
	void *timer = lkl_host_ops.timer_alloc(count, &nr_calls);

	KTAP_PLAN(6);
	CHECK(timer, "a timer");
	lkl_host_ops.timer_set_oneshot(timer, 1000000);
	wait_calls(1);
	nap_ms(20);
	CHECK_EQ(calls(), 1, "it calls once");
	lkl_host_ops.timer_set_oneshot(timer, ULONG_MAX);
	nap_ms(20);
	CHECK_EQ(calls(), 1, "not if set to the end of time");
	lkl_host_ops.timer_set_oneshot(timer, 1000000);
	wait_calls(2);
	CHECK_EQ(calls(), 2, "if set to something sooner then");
	lkl_host_ops.timer_set_oneshot(timer, 0);
	wait_calls(3);
	CHECK_EQ(calls(), 3, "at once");
	lkl_host_ops.timer_set_oneshot(timer, 10000000);
	lkl_host_ops.timer_free(timer);
	nap_ms(20);
	CHECK_EQ(calls(), 3, "not after it is freed");
	return KTAP_END();
}
