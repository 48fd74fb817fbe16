// SPDX-License-Identifier: GPL-2.0
/*
 * Signal handlers that interrupt each other while they sleep in calls, as deep
 * as they like: each call ends, and nothing of them is used by others.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define DEPTH	20

static int fds[2], tid, depth, done;
/* What the call at each depth returned; the first is not a handler's. */
static long rets[DEPTH + 1];

static long sleep_in_read(void)
{
	char c;

	return lkl_sys_read(fds[0], &c, 1);
}

static void handler(int sig)
{
	int mine = __atomic_add_fetch(&depth, 1, __ATOMIC_SEQ_CST);

	(void)sig;
	rets[mine] = sleep_in_read();
}

static void *run(void *arg)
{
	/* Its task shall be there when it goes to sleep. */
	lkl_sys_getppid();
	__atomic_store_n(&tid, host_tid(), __ATOMIC_RELEASE);
	rets[0] = sleep_in_read();
	__atomic_store_n(&done, 1, __ATOMIC_RELEASE);
	return arg;
}

static void go_down(pthread_t thread)
{
	int i;

	wait_asleep(&tid);
	for (i = 1; i <= DEPTH; i++) {
		pthread_kill(thread, SIGALRM);
		while (__atomic_load_n(&depth, __ATOMIC_SEQ_CST) < i)
			nap_ms(1);
		wait_asleep(&tid);
	}
}

/* How many threads have tasks of their own, one beside the other. */
static int nr_others(void)
{
	pthread_t threads[40];
	int i, nr = 0;

	for (i = 0; i < 40; i++)
		pthread_create(&threads[i], NULL, run, NULL);
	for (i = 0; i < 40; i++)
		nr += lkl_sys_write(fds[1], "c", 1) == 1;
	for (i = 0; i < 40; i++)
		pthread_join(threads[i], NULL);
	return nr;
}

static void check(int flags, const char *what)
{
	long long end = now_ns() + 20 * SEC;
	pthread_t thread;
	int i, nr = 0;

	depth = 0;
	tid = 0;
	done = 0;
	handle_signal(SIGALRM, handler, SA_NODEFER | flags);
	pthread_create(&thread, NULL, run, NULL);
	go_down(thread);
	lkl_sys_write(fds[1], "c", 1);
	while (!__atomic_load_n(&done, __ATOMIC_ACQUIRE) && now_ns() < end)
		nap_ms(1);
	if (!CHECK(done, "%s: all calls end", what))
		KTAP_BAIL("at depth %d", depth);
	pthread_join(thread, NULL);
	for (i = 0; i < DEPTH; i++)
		nr += rets[i] == -LKL_EINTR;
	CHECK_EQ(nr, DEPTH, "%s: those that were interrupted", what);
	CHECK_EQ(rets[DEPTH], 1, "%s: and the last, by itself", what);
	CHECK_EQ(nr_others(), 40, "%s: other threads sleep and wake", what);
}

int main(void)
{
	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(2 * 4 + 1);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("no kernel");
	lkl_sys_pipe2(fds, 0);
	check(0, "no restart");
	check(SA_RESTART, "restart");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
