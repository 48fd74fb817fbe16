/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads of benchmarks, and the processors they run on.
 */
#ifndef LKL_BENCH_THREAD_H
#define LKL_BENCH_THREAD_H

#include <pthread.h>
#include <sched.h>

#include "bench.h"

/* Have the whole process run on the processor it is on. */
static UNUSED void bench_pin(cpu_set_t *old)
{
	cpu_set_t one;

	bench_must(sched_getaffinity(0, sizeof(*old), old), "affinity");
	CPU_ZERO(&one);
	CPU_SET(bench_must(sched_getcpu(), "sched_getcpu"), &one);
	bench_must(sched_setaffinity(0, sizeof(one), &one), "affinity");
}

static UNUSED void bench_unpin(const cpu_set_t *old)
{
	bench_must(sched_setaffinity(0, sizeof(*old), old), "affinity");
}

static UNUSED pthread_t bench_thread(void *(*fn)(void *), void *arg)
{
	pthread_t thread;
	int err = pthread_create(&thread, NULL, fn, arg);

	if (err)
		bench_die("pthread_create", -err);
	return thread;
}

#endif
