// SPDX-License-Identifier: GPL-2.0
/*
 * A thread that ends in a signal handler which interrupted running kernel code
 * takes the kernel with it: calls of others fail, and none hangs.
 */
#include <errno.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define BYTES	(1UL << 20)
#define PIECES	1000

static int ready;
static long ended_with;

static void end_thread(int sig)
{
	(void)sig;
	pthread_exit(NULL);
}

/* Long calls, one after the other: sooner or later the signal hits one. */
static void *call_for_long(void *arg)
{
	static struct lkl_iovec iov[PIECES];
	static char buf[BYTES];
	long fd = (long)arg;
	int i;

	for (i = 0; i < PIECES; i++)
		iov[i] = (struct lkl_iovec){ buf, BYTES };
	__atomic_store_n(&ready, 1, __ATOMIC_RELEASE);
	while (lkl_sys_preadv(fd, iov, PIECES, 0, 0) > 0)
		;
	return NULL;
}

static void *sleep_in_kernel(void *arg)
{
	(void)arg;
	ended_with = lkl_sys_pause();
	return NULL;
}

int main(void)
{
	pthread_t thread, sleeper;
	long fd;

#ifdef __SANITIZE_ADDRESS__
	/* It takes the stack that the thread ends on for its own one. */
	KTAP_SKIP_ALL("host: built for a sanitizer");
#endif
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(5);
	handle_signal(SIGUSR1, end_thread, 0);
	if (lkl_start_kernel("mem=32M loglevel=4"))
		KTAP_BAIL("no kernel");
	fd = lkl_sys_open("/hole", LKL_O_RDWR | LKL_O_CREAT, 0600);
	if (lkl_sys_ftruncate(fd, PIECES * BYTES))
		KTAP_BAIL("no large file");
	pthread_create(&sleeper, NULL, sleep_in_kernel, NULL);
	pthread_create(&thread, NULL, call_for_long, (void *)fd);
	while (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE))
		nap_ms(1);
	nap_ms(20);
	pthread_kill(thread, SIGUSR1);
	CHECK_EQ(pthread_join(thread, NULL), 0, "the thread ends");
	CHECK_EQ(lkl_is_running(), 0, "and with it the kernel");
	CHECK_EQ(lkl_sys_getppid(), -LKL_ENODEV, "calls of others fail");
	pthread_join(sleeper, NULL);
	CHECK_EQ(ended_with, -LKL_ENODEV, "and so do those that sleep");
	CHECK_EQ(lkl_sys_halt(), -LKL_ENODEV, "there is nothing to halt");
	return KTAP_END();
}
