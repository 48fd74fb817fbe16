// SPDX-License-Identifier: GPL-2.0
/*
 * Signals that hit threads in their first call, while their task is made, do
 * no harm.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define ROUNDS		60
#define NR_THREADS	24

static int started, nr_bad;

static void handler(int sig)
{
	(void)sig;
}

static void *call_once(void *arg)
{
	int i;

	(void)arg;
	__atomic_add_fetch(&started, 1, __ATOMIC_RELEASE);
	for (i = 0; i < 3; i++)
		if (lkl_sys_getpid() != 1)
			__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
	return NULL;
}

int main(void)
{
	pthread_t threads[NR_THREADS];
	int i, n, round;

	KTAP_PLAN(2);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("no kernel");
	handle_signal(SIGALRM, handler, 0);
	for (round = 0; round < ROUNDS; round++) {
		started = 0;
		for (i = 0; i < NR_THREADS; i++)
			pthread_create(&threads[i], NULL, call_once, NULL);
		for (n = 0; n < 20; n++) {
			for (i = 0; i < NR_THREADS; i++)
				pthread_kill(threads[i], SIGALRM);
			sched_yield();
		}
		for (i = 0; i < NR_THREADS; i++)
			pthread_join(threads[i], NULL);
	}
	CHECK_EQ(nr_bad, 0, "%d threads call for the first time",
		 ROUNDS * NR_THREADS);
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
