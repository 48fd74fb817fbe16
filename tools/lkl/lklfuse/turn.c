// SPDX-License-Identifier: GPL-2.0
/*
 * Whose turn it is to wait for a request.
 *
 * A request is mostly done in a few microseconds, less than it takes to wake
 * another thread. So only one thread waits for requests, does one, and waits
 * for the next, and has what it needs in the caches of its processor. It is
 * when a request waits - for the disk, a lock, the processor inside - that
 * another thread takes over.
 */
#include "lklfuse/turn.h"

#include <errno.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stddef.h>

#include <lkl/asm/host_ops.h>

/* Counts the turns that nobody has: 0 or 1. */
static sem_t turns;

/* The operation of the host; constant once the kernel is started. */
static int (*host_sem_down)(void *sem, unsigned long long deadline_ns);

static __thread bool mine;

void turn_init(void)
{
	sem_init(&turns, 0, 1);
}

void turn_take(void)
{
	while (!mine)
		mine = !sem_wait(&turns) || errno != EINTR;
}

void turn_give(void)
{
	if (!mine)
		return;
	mine = false;
	sem_post(&turns);
}

void turn_lock(pthread_mutex_t *lock)
{
	if (!pthread_mutex_trylock(lock))
		return;
	turn_give();
	pthread_mutex_lock(lock);
}

static int sem_down(void *sem, unsigned long long deadline_ns)
{
	turn_give();
	return host_sem_down(sem, deadline_ns);
}

void turn_watch(struct lkl_host_table *table)
{
	host_sem_down = table->sem_down;
	table->sem_down = sem_down;
}
