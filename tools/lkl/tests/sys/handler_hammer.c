// SPDX-License-Identifier: GPL-2.0
/*
 * A signal handler that calls wherever its thread is, kernel code included,
 * gets its result or -EDEADLK, and never one of the interrupted call.
 */
#include <sys/time.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define RUN_NS	(2 * SEC)

static unsigned long nr_made, nr_refused, nr_wrong;
static int fds[2];

/* A call whose result no call of the loops below has. */
static void handler(int sig)
{
	long ret = lkl_sys_lseek(-1, 0, 0);

	(void)sig;
	if (ret == -LKL_EBADF)
		nr_made++;
	else if (ret == -LKL_EDEADLK)
		nr_refused++;
	else
		nr_wrong++;
}

static void set_timer(long usec)
{
	struct itimerval it = {
		.it_interval.tv_usec = usec, .it_value.tv_usec = usec,
	};

	setitimer(ITIMER_REAL, &it, NULL);
}

static int quick(void)
{
	return lkl_sys_getpid() == 1;
}

/* Most of the time is spent in the kernel. */
static int longer(void)
{
	static char buf[64 * 1024];
	long ret = lkl_sys_pwrite64(fds[0], buf, sizeof(buf), 0);

	return ret == sizeof(buf);
}

/* It is often interrupted on its way into or out of a sleep. */
static int asleep(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 30000 };
	long ret = lkl_sys_nanosleep(&ts, NULL);

	return !ret || ret == -LKL_EINTR;
}

static void test(int (*fn)(void), const char *name)
{
	long long end = now_ns() + RUN_NS;
	unsigned long nr = 0, nr_bad = 0;

	nr_made = 0;
	nr_refused = 0;
	nr_wrong = 0;
	set_timer(50);
	do {
		nr_bad += !fn();
		nr++;
	} while (now_ns() < end);
	set_timer(0);
	KTAP_DIAG("%s: %lu calls; in handlers %lu made, %lu refused", name, nr,
		  nr_made, nr_refused);
	CHECK_EQ(nr_bad, 0, "%s: calls have their own results", name);
	CHECK_EQ(nr_wrong, 0, "and those of handlers theirs");
	CHECK(nr_made > 0, "of which some are made");
}

int main(void)
{
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(11);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	fds[0] = (int)lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);
	handle_signal(SIGALRM, handler, 0);
	test(quick, "quick");
	test(longer, "longer");
	CHECK(nr_refused > 0, "kernel code is not entered twice");
	test(asleep, "asleep");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
