// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 180
 *
 * Threads that start, call and end by the thousand leave nothing behind.
 */
#include <pthread.h>

#include <lkl.h>

#include "ktap.h"

#define NR_CALLERS	64
#define NR_SHORT	10000
#define NR_AT_ONCE	16

static int stop, nr_bad;

static void *call_all_the_time(void *arg)
{
	(void)arg;
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		if (lkl_sys_getpid() != 1)
			__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
		lkl_sys_sched_yield();
	}
	return NULL;
}

static void *call_once(void *arg)
{
	(void)arg;
	if (lkl_sys_getpid() != 1)
		__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
	return NULL;
}

static struct lkl_sysinfo info(void)
{
	struct lkl_sysinfo info = { 0 };

	lkl_sys_sysinfo(&info);
	return info;
}

static void run_short_threads(int nr)
{
	pthread_t threads[NR_AT_ONCE];
	int i;

	while (nr > 0) {
		for (i = 0; i < NR_AT_ONCE; i++)
			pthread_create(&threads[i], NULL, call_once, NULL);
		for (i = 0; i < NR_AT_ONCE; i++)
			pthread_join(threads[i], NULL);
		nr -= NR_AT_ONCE;
	}
}

/* Ended tasks are freed after a grace period of RCU. */
static struct lkl_sysinfo info_after(unsigned int nr_procs)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 10000000 };
	struct lkl_sysinfo now = info();
	int i;

	for (i = 0; i < 500 && now.procs > nr_procs; i++) {
		lkl_sys_nanosleep(&ts, NULL);
		now = info();
	}
	return now;
}

int main(void)
{
	pthread_t callers[NR_CALLERS];
	struct lkl_sysinfo before, after;
	long lost_kbytes;
	int i;

	KTAP_PLAN(5);
	if (!CHECK_EQ(lkl_start_kernel("mem=64M quiet"), 0, "the kernel starts"))
		KTAP_BAIL("no kernel");
	run_short_threads(1000);
	before = info_after(0);
	for (i = 0; i < NR_CALLERS; i++)
		pthread_create(&callers[i], NULL, call_all_the_time, NULL);
	run_short_threads(NR_SHORT);
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	for (i = 0; i < NR_CALLERS; i++)
		pthread_join(callers[i], NULL);
	CHECK_EQ(nr_bad, 0, "%d threads called beside %d", NR_SHORT, NR_CALLERS);
	after = info_after(before.procs);
	CHECK_EQ(after.procs, before.procs, "there are as many tasks as before");
	lost_kbytes = ((long)before.freeram - (long)after.freeram) / 1024;
	KTAP_DIAG("%ld KiB of memory less", lost_kbytes);
	CHECK(lost_kbytes < 1024, "and as much free memory");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
