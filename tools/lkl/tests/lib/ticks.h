/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's clocks, for tests of whether its ticks go on.
 */
#ifndef LKL_TESTS_TICKS_H
#define LKL_TESTS_TICKS_H

#include <lkl.h>

#include "threads.h"

static inline long long clock_ns(int clock)
{
	struct __lkl__kernel_timespec ts = { 0 };

	lkl_sys_clock_gettime(clock, &ts);
	return ts.tv_sec * SEC + ts.tv_nsec;
}

/* The coarse clock is that of the last tick. */
static inline long long since_tick_ns(void)
{
	long long tick = clock_ns(LKL_CLOCK_MONOTONIC_COARSE);

	return clock_ns(LKL_CLOCK_MONOTONIC) - tick;
}

#endif
