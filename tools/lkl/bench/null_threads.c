// SPDX-License-Identifier: GPL-2.0
/*
 * System calls that do nothing, two threads at a time: time a call of each.
 *
 * The threads are there for all rounds, so that a round does not start any.
 */
#include <unistd.h>

#include "kernel.h"
#include "thread.h"

#define THREADS	2

/* Threads that wait at one barrier for a round, and at another for its end. */
struct crew {
	void (*call)(unsigned long nr);
	unsigned long nr;
	pthread_barrier_t start, end;
	pthread_t threads[THREADS];
};

static void native_calls(unsigned long nr)
{
	while (nr--)
		getppid();
}

static void lkl_calls(unsigned long nr)
{
	while (nr--)
		lkl_sys_getppid();
}

/* A round of no calls is the last. */
static void *work(void *arg)
{
	struct crew *crew = arg;
	unsigned long nr;

	do {
		pthread_barrier_wait(&crew->start);
		nr = crew->nr;
		crew->call(nr);
		pthread_barrier_wait(&crew->end);
	} while (nr);
	return NULL;
}

static void work_round(void *arg, unsigned long nr)
{
	struct crew *crew = arg;

	crew->nr = nr;
	pthread_barrier_wait(&crew->start);
	pthread_barrier_wait(&crew->end);
}

static void crew_start(struct crew *crew)
{
	int i;

	pthread_barrier_init(&crew->start, NULL, THREADS + 1);
	pthread_barrier_init(&crew->end, NULL, THREADS + 1);
	for (i = 0; i < THREADS; i++)
		crew->threads[i] = bench_thread(work, crew);
}

static void crew_stop(struct crew *crew)
{
	int i;

	work_round(crew, 0);
	for (i = 0; i < THREADS; i++)
		pthread_join(crew->threads[i], NULL);
	pthread_barrier_destroy(&crew->start);
	pthread_barrier_destroy(&crew->end);
}

int main(void)
{
	static struct crew native = { .call = native_calls };
	static struct crew lkl = { .call = lkl_calls };

	bench_boot("quiet");
	crew_start(&native);
	crew_start(&lkl);
	bench_compare("null_threads", work_round, &native, work_round, &lkl);
	crew_stop(&native);
	crew_stop(&lkl);
	bench_halt();
	return 0;
}
