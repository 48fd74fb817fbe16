// SPDX-License-Identifier: GPL-2.0
/*
 * When somebody sets the host's wall clock, the kernel's follows, in both
 * directions; one that a program has set inside stays until then.
 */
#include <asm/host_ops.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define HOUR		(3600 * SEC)
#define SLACK_NS	(500 * MSEC)

/* By how much the clock of this host was set; no other clock is touched. */
static long long set_by_ns;

static unsigned long long time_wall_ns(void)
{
	return lkl_posix_table()->time_wall_ns() +
	       __atomic_load_n(&set_by_ns, __ATOMIC_RELAXED);
}

static long long kernel_ns(int clock)
{
	struct __lkl__kernel_timespec ts = { 0 };

	lkl_sys_clock_gettime(clock, &ts);
	return ts.tv_sec * SEC + ts.tv_nsec;
}

/* How far the kernel's clock is from the true time. */
static long long kernel_is_off_ns(void)
{
	return kernel_ns(LKL_CLOCK_REALTIME) -
	       (long long)lkl_posix_table()->time_wall_ns();
}

static int is_off_by(long long ns)
{
	long long off = kernel_is_off_ns() - ns;

	return off < SLACK_NS && off > -SLACK_NS;
}

/* Within five seconds, in which the kernel has little to do. */
static int gets_off_by(long long ns)
{
	long long end = now_ns() + 5 * SEC;

	while (!is_off_by(ns) && now_ns() < end)
		nap_ms(50);
	return is_off_by(ns);
}

static void set_host(long long ns)
{
	__atomic_store_n(&set_by_ns, ns, __ATOMIC_RELAXED);
}

/* What a file is stamped with. */
static int file_is_off_by(long long ns)
{
	struct lkl_stat st = { 0 };

	lkl_sys_close((int)lkl_sys_creat("/file", 0600));
	lkl_sys_stat("/file", &st);
	ns += (long long)lkl_posix_table()->time_wall_ns();
	ns -= (long long)st.lkl_st_mtime * SEC + (long long)st.st_mtime_nsec;
	return ns < SLACK_NS && ns > -SLACK_NS;
}

static void set_inside(long long off_ns)
{
	long long ns = (long long)lkl_posix_table()->time_wall_ns() + off_ns;
	struct __lkl__kernel_timespec ts = {
		.tv_sec = ns / SEC, .tv_nsec = ns % SEC,
	};

	CHECK_EQ(lkl_sys_clock_settime(LKL_CLOCK_REALTIME, &ts), 0,
		 "the clock is set inside");
}

int main(void)
{
	struct lkl_host_table table = *lkl_posix_table();
	long long start, host_start;

	KTAP_PLAN(11);
	table.time_wall_ns = time_wall_ns;
	if (lkl_init_table(&table) || lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	CHECK(is_off_by(0), "the clock is right at boot");
	host_start = now_ns();
	start = kernel_ns(LKL_CLOCK_MONOTONIC);
	set_host(HOUR);
	CHECK(gets_off_by(HOUR), "an hour is set on");
	CHECK(file_is_off_by(HOUR), "and files tell");
	set_host(-HOUR);
	CHECK(gets_off_by(-HOUR), "two hours are set back");
	CHECK(file_is_off_by(-HOUR), "and files tell");
	start = kernel_ns(LKL_CLOCK_MONOTONIC) - start;
	CHECK(start - (now_ns() - host_start) < SLACK_NS &&
	      start - (now_ns() - host_start) > -SLACK_NS,
	      "the monotonic clock does not jump");
	set_inside(5 * HOUR);
	CHECK(is_off_by(5 * HOUR), "and goes by it");
	nap_ms(2500);
	CHECK(is_off_by(5 * HOUR), "for as long as nobody sets the host's");
	set_host(0);
	CHECK(gets_off_by(0), "which is what counts in the end");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
