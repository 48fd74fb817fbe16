// SPDX-License-Identifier: GPL-2.0
/*
 * A signal handler that calls while its thread makes its first call, or ends,
 * gets its result or -EDEADLK, and no thread is lost: a halt ends all calls.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define ROUNDS		60
#define NR_THREADS	24
#define NR_SLEEPERS	4

static int nr_bad, nr_refused, nr_made, nr_ended;

static void handler(int sig)
{
	long ret = lkl_sys_getpid();

	(void)sig;
	if (ret == -LKL_EDEADLK)
		__atomic_add_fetch(&nr_refused, 1, __ATOMIC_RELAXED);
	else if (ret == 1)
		__atomic_add_fetch(&nr_made, 1, __ATOMIC_RELAXED);
	else
		__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
}

static void *call_once(void *arg)
{
	(void)arg;
	if (lkl_sys_getpid() != 1)
		__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
	return NULL;
}

static void *sleep_long(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_sec = 1000 };

	(void)arg;
	if (lkl_sys_nanosleep(&ts, NULL) == -LKL_ENODEV)
		__atomic_add_fetch(&nr_ended, 1, __ATOMIC_RELAXED);
	return NULL;
}

static void start(pthread_t *threads, int nr, void *(*fn)(void *arg))
{
	int i;

	for (i = 0; i < nr; i++) {
		if (pthread_create(&threads[i], NULL, fn, NULL))
			KTAP_BAIL("no thread");
	}
}

static void join(const pthread_t *threads, int nr)
{
	int i;

	for (i = 0; i < nr; i++)
		pthread_join(threads[i], NULL);
}

int main(void)
{
	pthread_t threads[NR_THREADS], sleepers[NR_SLEEPERS];
	int i, n, round;

	SKIP_IF_SIGNALS_ARE_LATE();
	KTAP_PLAN(4);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("no kernel");
	start(sleepers, NR_SLEEPERS, sleep_long);
	nap_ms(50);
	handle_signal(SIGUSR1, handler, SA_RESTART);
	for (round = 0; round < ROUNDS; round++) {
		start(threads, NR_THREADS, call_once);
		for (n = 0; n < 20; n++) {
			for (i = 0; i < NR_THREADS; i++)
				pthread_kill(threads[i], SIGUSR1);
		}
		join(threads, NR_THREADS);
	}
	KTAP_DIAG("handlers: %d calls made, %d refused", nr_made, nr_refused);
	CHECK_EQ(nr_bad, 0, "calls of threads and handlers");
	CHECK(nr_made, "handlers call");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	join(sleepers, NR_SLEEPERS);
	CHECK_EQ(nr_ended, NR_SLEEPERS, "which ends the calls that sleep");
	return KTAP_END();
}
