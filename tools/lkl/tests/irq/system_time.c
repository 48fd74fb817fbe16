// SPDX-License-Identifier: GPL-2.0
/*
 * A tick that comes while a call runs has interrupted the kernel: the time is
 * the system's. To take it for the program's would end RCU's grace periods
 * while the call reads what they protect.
 */
#include <lkl.h>

#include "ktap.h"
#include "needs.h"
#include "threads.h"

#define BYTES		(4UL << 20)
#define CALLS_NS	(300 * MSEC)
#define MAX_NS		(20 * SEC)

static struct lkl_rusage usage;

static long long ns_of(const struct __lkl__kernel_old_timeval *tv)
{
	return tv->tv_sec * SEC + tv->tv_usec * 1000LL;
}

static long long user_ns(void)
{
	lkl_sys_getrusage(LKL_RUSAGE_SELF, &usage);
	return ns_of(&usage.ru_utime);
}

static long long system_ns(void)
{
	lkl_sys_getrusage(LKL_RUSAGE_SELF, &usage);
	return ns_of(&usage.ru_stime);
}

int main(void)
{
	static char buf[BYTES];
	int fd, has_threads = KERNEL_NEEDS(thread_create);
	long long user, end;

	KTAP_PLAN(3);
	if (lkl_start_kernel("mem=32M loglevel=4"))
		KTAP_BAIL("no kernel");
	fd = (int)lkl_sys_open("/hole", LKL_O_RDWR | LKL_O_CREAT, 0600);
	if (lkl_sys_ftruncate(fd, BYTES))
		KTAP_BAIL("no large file");
	user = user_ns();
	end = now_ns() + MAX_NS;
	while (system_ns() < CALLS_NS && now_ns() < end)
		lkl_sys_pread64(fd, buf, BYTES, 0);
	user = user_ns() - user;
	KTAP_DIAG("system %lld ms, user %lld ms", system_ns() / MSEC,
		  user / MSEC);
	CHECK(system_ns() >= CALLS_NS, "what calls take is system time");
	/* Until the thread of the task is awake, its call has not begun. */
	if (has_threads)
		KTAP_SKIP("and not the program's",
			  "host: this kernel has a thread for every task");
	else
		CHECK(user < CALLS_NS / 5, "and not the program's");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
