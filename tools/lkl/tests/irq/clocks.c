// SPDX-License-Identifier: GPL-2.0
/*
 * The clocks are the host's: right at once, and as fast, whether the kernel
 * works or idles.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define SLACK_NS	(500 * MSEC)

static long long lkl_ns(int clock)
{
	struct __lkl__kernel_timespec ts = { 0 };

	lkl_sys_clock_gettime(clock, &ts);
	return ts.tv_sec * SEC + ts.tv_nsec;
}

static long long host_ns(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return ts.tv_sec * SEC + ts.tv_nsec;
}

static int near(long long a, long long b)
{
	return a - b < SLACK_NS && b - a < SLACK_NS;
}

/* What the file system stamps on files is the same clock. */
static long long file_ns(void)
{
	struct lkl_stat st = { 0 };
	long fd = lkl_sys_creat("/file", 0600);

	lkl_sys_close(fd);
	lkl_sys_stat("/file", &st);
	return (long long)st.lkl_st_mtime * SEC + (long long)st.st_mtime_nsec;
}

static int is_monotonic(void)
{
	long long last = 0, now;
	int i;

	for (i = 0; i < 100000; i++, last = now) {
		now = lkl_ns(LKL_CLOCK_MONOTONIC);
		if (now < last)
			return 0;
	}
	return 1;
}

int main(void)
{
	long long start, host_start;

	KTAP_PLAN(8);
	host_start = now_ns();
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	CHECK(near(lkl_ns(LKL_CLOCK_REALTIME), host_ns(CLOCK_REALTIME)),
	      "the wall clock is right at boot");
	CHECK(near(file_ns(), host_ns(CLOCK_REALTIME)), "and on files");
	start = lkl_ns(LKL_CLOCK_MONOTONIC);
	CHECK(start >= 0 && start <= now_ns() - host_start + SLACK_NS,
	      "the monotonic clock starts at boot");
	host_start = now_ns();
	start = lkl_ns(LKL_CLOCK_MONOTONIC);
	CHECK(is_monotonic(), "it never goes back");
	/* nothing calls the kernel meanwhile */
	nap_ms(1000);
	CHECK(near(lkl_ns(LKL_CLOCK_MONOTONIC) - start, now_ns() - host_start),
	      "it is as fast as the host's");
	CHECK(near(lkl_ns(LKL_CLOCK_BOOTTIME) - start, now_ns() - host_start),
	      "and so is the boot clock");
	CHECK(near(lkl_ns(LKL_CLOCK_REALTIME), host_ns(CLOCK_REALTIME)),
	      "the wall clock is right later, too");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
