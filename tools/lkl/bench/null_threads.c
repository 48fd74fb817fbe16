// SPDX-License-Identifier: GPL-2.0
/*
 * System calls that do nothing, two threads at a time: time a call of each.
 */
#include <unistd.h>

#include "kernel.h"
#include "thread.h"

#define THREADS	2

static unsigned long nr_each;

static void *native_thread(void *arg)
{
	unsigned long nr = nr_each;

	(void)arg;
	while (nr--)
		getppid();
	return NULL;
}

static void *lkl_thread(void *arg)
{
	unsigned long nr = nr_each;

	(void)arg;
	while (nr--)
		lkl_sys_getppid();
	return NULL;
}

static void in_threads(void *fn, unsigned long nr)
{
	pthread_t threads[THREADS];
	int i;

	nr_each = nr;
	for (i = 0; i < THREADS; i++)
		threads[i] = bench_thread((void *(*)(void *))fn, NULL);
	for (i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
}

int main(void)
{
	bench_boot("quiet");
	bench_compare("null_threads", in_threads, native_thread, in_threads,
		      lkl_thread);
	bench_halt();
	return 0;
}
