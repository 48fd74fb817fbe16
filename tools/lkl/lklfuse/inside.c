// SPDX-License-Identifier: GPL-2.0
/*
 * Which worker goes into the kernel inside.
 *
 * There is one processor inside. A thread that finds it in use asks for it by
 * an interrupt and sleeps until it is handed over, which takes longer than a
 * request. So a worker goes inside when the other one has come out, and is
 * awake while it waits: most requests are shorter than a sleep.
 */
#include "lklfuse/inside.h"

#include <pthread.h>
#include <stdbool.h>
#include <time.h>

/* To sleep and be woken takes longer. */
#define SPIN_NS		20000

/* Held from when a request was read to its reply, or until it sleeps. */
static pthread_mutex_t inside = PTHREAD_MUTEX_INITIALIZER;

static __thread bool mine;

static long long now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

void inside_enter(void)
{
	long long start;

	if (mine)
		return;
	mine = true;
	if (!pthread_mutex_trylock(&inside))
		return;
	start = now_ns();
	do {
		if (!pthread_mutex_trylock(&inside))
			return;
	} while (now_ns() - start < SPIN_NS);
	pthread_mutex_lock(&inside);
}

void inside_leave(void)
{
	if (!mine)
		return;
	mine = false;
	pthread_mutex_unlock(&inside);
}
