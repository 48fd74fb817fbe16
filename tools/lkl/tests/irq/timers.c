// SPDX-License-Identifier: GPL-2.0
/*
 * Sleeps and timers never end too early, and seldom late.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_ROUNDS	100

/* What half of them may take longer; the machine may be busy. */
#define LATE_NS		(20 * MSEC)

static long long late[NR_ROUNDS];
static int nr_early;

static int compare(const void *a, const void *b)
{
	long long x = *(const long long *)a, y = *(const long long *)b;

	return x < y ? -1 : x > y;
}

static long long to_ns(const struct __lkl__kernel_timespec *ts)
{
	return ts->tv_sec * SEC + ts->tv_nsec;
}

static void add(int round, long long asked_ns, long long took_ns)
{
	late[round] = took_ns - asked_ns;
	nr_early += took_ns < asked_ns;
}

static void check(const char *name)
{
	qsort(late, NR_ROUNDS, sizeof(*late), compare);
	KTAP_DIAG("%s: late by %lld us (median), %lld (max)", name,
		  late[NR_ROUNDS / 2] / 1000, late[NR_ROUNDS - 1] / 1000);
	CHECK_EQ(nr_early, 0, "%s: none is early", name);
	CHECK(late[NR_ROUNDS / 2] < LATE_NS, "and most are in time");
	nr_early = 0;
}

/* From 10 us, in steps that hit no round number of ticks. */
static long long length(int round)
{
	return 10000 + round * 77777LL;
}

static void test_nanosleep(void)
{
	struct __lkl__kernel_timespec ts = { 0 };
	long long start;
	int i;

	for (i = 0; i < NR_ROUNDS; i++) {
		ts.tv_nsec = length(i);
		start = now_ns();
		lkl_sys_nanosleep(&ts, NULL);
		add(i, length(i), now_ns() - start);
	}
	check("nanosleep");
}

static void test_absolute(void)
{
	struct __lkl__kernel_timespec ts, now;
	int i;

	for (i = 0; i < NR_ROUNDS; i++) {
		long long until;

		lkl_sys_clock_gettime(LKL_CLOCK_MONOTONIC, &ts);
		until = to_ns(&ts) + length(i);
		ts.tv_sec = until / SEC;
		ts.tv_nsec = until % SEC;
		lkl_sys_clock_nanosleep(LKL_CLOCK_MONOTONIC,
					LKL_TIMER_ABSTIME, &ts, NULL);
		lkl_sys_clock_gettime(LKL_CLOCK_MONOTONIC, &now);
		add(i, 0, to_ns(&now) - until);
	}
	check("clock_nanosleep");
}

static void test_timerfd(void)
{
	struct __lkl__kernel_itimerspec its = { 0 };
	int i, fd, nr_expired = 0;

	fd = (int)lkl_sys_timerfd_create(LKL_CLOCK_MONOTONIC, 0);
	for (i = 0; i < NR_ROUNDS; i++) {
		unsigned long long count = 0;
		long long start = now_ns();

		its.it_value.tv_nsec = length(i);
		lkl_sys_timerfd_settime(fd, 0, &its, NULL);
		lkl_sys_read(fd, (char *)&count, sizeof(count));
		add(i, length(i), now_ns() - start);
		nr_expired += count == 1;
	}
	check("timerfd");
	CHECK_EQ(nr_expired, NR_ROUNDS, "each expires once");
	lkl_sys_close(fd);
}

/* An interval keeps its pace: expirations are counted, not shifted. */
static void test_interval(void)
{
	struct __lkl__kernel_itimerspec its = {
		.it_interval.tv_nsec = 2 * MSEC, .it_value.tv_nsec = 2 * MSEC,
	};
	unsigned long long count, total = 0;
	long long start, took;
	int fd;

	fd = (int)lkl_sys_timerfd_create(LKL_CLOCK_MONOTONIC, 0);
	start = now_ns();
	lkl_sys_timerfd_settime(fd, 0, &its, NULL);
	while (now_ns() - start < 300 * MSEC) {
		count = 0;
		lkl_sys_read(fd, (char *)&count, sizeof(count));
		total += count;
	}
	took = now_ns() - start;
	CHECK((long long)total <= took / (2 * MSEC),
	      "an interval timer is never ahead");
	CHECK((long long)total >= (took - 100 * MSEC) / (2 * MSEC),
	      "and does not fall behind");
	lkl_sys_close(fd);
}

int main(void)
{
	KTAP_PLAN(10);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test_nanosleep();
	test_absolute();
	test_timerfd();
	test_interval();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
