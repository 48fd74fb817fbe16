// SPDX-License-Identifier: GPL-2.0
/*
 * A signal ends nanosleep() and tells the time that is left; with SA_RESTART
 * it sleeps to its end.
 */
#include <sys/time.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

static int nr_handled;

static void handler(int sig)
{
	(void)sig;
	nr_handled++;
}

static void set_timer(long usec)
{
	struct itimerval it = {
		.it_interval.tv_usec = usec, .it_value.tv_usec = usec,
	};

	setitimer(ITIMER_REAL, &it, NULL);
}

static long long sleep_ms(long ms, long *ret, long long *left)
{
	struct __lkl__kernel_timespec ts = {
		.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * MSEC,
	}, rem = { 0 };
	long long start = now_ns();

	*ret = lkl_sys_nanosleep(&ts, &rem);
	*left = rem.tv_sec * SEC + rem.tv_nsec;
	return now_ns() - start;
}

int main(void)
{
	long long took, left;
	long ret;

	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(8);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	handle_signal(SIGALRM, handler, 0);
	set_timer(20000);
	took = sleep_ms(30000, &ret, &left);
	set_timer(0);
	CHECK_EQ(ret, -LKL_EINTR, "a sleep ends with -EINTR");
	CHECK(took < 29 * SEC, "before its time");
	CHECK(left <= 30 * SEC && took + left >= 30 * SEC - 20 * MSEC &&
	      left + took < 31 * SEC, "and tells what is left");

	nr_handled = 0;
	handle_signal(SIGALRM, handler, SA_RESTART);
	set_timer(20000);
	took = sleep_ms(300, &ret, &left);
	set_timer(0);
	CHECK(nr_handled > 0, "signals come");
	CHECK_EQ(ret, 0, "with SA_RESTART the sleep goes on");
	CHECK(took >= 300 * MSEC, "to its end");
	CHECK(took < 20 * SEC, "and not for ever");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
