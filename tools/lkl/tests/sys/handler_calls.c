// SPDX-License-Identifier: GPL-2.0
/*
 * A signal handler may make calls; the call it interrupted, asleep, then ends
 * with -EINTR.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

static int fds[2], tid;
static long handler_ret;
static void (*in_handler)(void);

static void handler(int sig)
{
	(void)sig;
	in_handler();
}

static void call_once(void)
{
	handler_ret = lkl_sys_getpid();
}

static void call_twice(void)
{
	handler_ret = lkl_sys_getpid() == 1 && lkl_sys_getppid() == 0;
}

static void call_and_sleep(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 20 * MSEC };
	long first = lkl_sys_getpid(), second = lkl_sys_nanosleep(&ts, NULL);

	handler_ret = first == 1 && !second;
}

/* What the interrupted call waits for comes too late for it. */
static void write_the_pipe(void)
{
	char c = 0;

	handler_ret = lkl_sys_getpid() == 1 &&
		      lkl_sys_write(fds[1], "c", 1) == 1 &&
		      lkl_sys_read(fds[0], &c, 1) == 1 && c == 'c';
}

static void *read_pipe(void *arg)
{
	char c;

	(void)arg;
	lkl_sys_getppid();
	__atomic_store_n(&tid, host_tid(), __ATOMIC_RELEASE);
	return (void *)lkl_sys_read(fds[0], &c, 1);
}

static void test_sleeping(void (*fn)(void), int flags, const char *name)
{
	pthread_t thread;
	void *ret;

	in_handler = fn;
	handle_signal(SIGALRM, handler, flags);
	handler_ret = -1;
	tid = 0;
	pthread_create(&thread, NULL, read_pipe, NULL);
	wait_asleep(&tid);
	pthread_kill(thread, SIGALRM);
	pthread_join(thread, &ret);
	CHECK_EQ(handler_ret, 1, "%s in a sleeping call", name);
	CHECK_EQ((long)ret, -LKL_EINTR, "which ends with -EINTR");
}

static void test_all(int flags, const char *with)
{
	KTAP_DIAG("with %s", with);
	test_sleeping(call_once, flags, "a call");
	test_sleeping(call_twice, flags, "two calls");
	test_sleeping(call_and_sleep, flags, "a call and one that sleeps");
	test_sleeping(write_the_pipe, flags, "use of the same pipe");
}

int main(void)
{
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(2 * 8 + 3);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	lkl_sys_pipe2(fds, 0);
	in_handler = call_and_sleep;
	handle_signal(SIGALRM, handler, 0);
	raise(SIGALRM);
	CHECK_EQ(handler_ret, 1, "a handler calls in the program");
	test_all(0, "no flags");
	test_all(SA_RESTART, "SA_RESTART");
	CHECK_EQ(lkl_sys_getpid(), 1, "calls go on");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
