// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that end without a word, so that nobody ends their tasks: the kernel
 * goes on, though their memory becomes that of other threads.
 */
#include <sys/syscall.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define ROUNDS	200

static int nr_pids;

static void count_pid(long pid)
{
	static long last;

	nr_pids += pid > last;
	last = pid;
}

/* exit(2) of the host runs no destructors. */
static void *vanish(void *arg)
{
	count_pid(lkl_sys_gettid());
	syscall(SYS_exit, 0);
	return arg;
}

static void *end_well(void *arg)
{
	count_pid(lkl_sys_gettid());
	return arg;
}

static void run(void *(*fn)(void *arg))
{
	pthread_t thread;

	pthread_create(&thread, NULL, fn, NULL);
	pthread_join(thread, NULL);
}

int main(void)
{
	int round;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	/* They have to see how a thread ends. */
	KTAP_SKIP_ALL("host: built for a sanitizer");
#endif
	KTAP_PLAN(3);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("no kernel");
	for (round = 0; round < ROUNDS; round++) {
		run(end_well);
		run(vanish);
	}
	CHECK_EQ(nr_pids, 2 * ROUNDS, "every thread has a task of its own");
	CHECK_EQ(lkl_sys_getpid(), 1, "the kernel lives");
	CHECK_EQ(lkl_sys_halt(), 0, "and halts");
	return KTAP_END();
}
