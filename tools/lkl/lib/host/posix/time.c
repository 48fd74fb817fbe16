// SPDX-License-Identifier: GPL-2.0
/*
 * Clocks.
 */
#include <time.h>

#include "host/posix/posix.h"

static unsigned long long read_clock(clockid_t clock)
{
	struct timespec ts;

	clock_gettime(clock, &ts);
	return (unsigned long long)ts.tv_sec * 1000000000ULL +
	       (unsigned long long)ts.tv_nsec;
}

unsigned long long lkl__posix_time_ns(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

unsigned long long lkl__posix_time_wall_ns(void)
{
	return read_clock(CLOCK_REALTIME);
}
