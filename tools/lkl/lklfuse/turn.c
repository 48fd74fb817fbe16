// SPDX-License-Identifier: GPL-2.0
/*
 * Whose turn it is to wait for a request.
 *
 * A request is mostly done in a few microseconds, less than it takes to wake
 * another thread. So two threads wait for requests, and each reads and replies
 * while the other is inside. It is when a request waits - for the disk, a lock
 * - that another thread takes over.
 *
 * The processor inside is free again so soon that the turn is kept meanwhile.
 * If it was given away, all threads would be inside before long, queue up for
 * the processor there, and each have to be woken by the one before it.
 */
#include "lklfuse/turn.h"

#include <errno.h>
#include <semaphore.h>
#include <stdbool.h>
#include <stddef.h>

#include <lkl/asm/host_ops.h>

#include "lklfuse/inside.h"

/* To wait for the processor inside seldom takes longer; a sleep costs more. */
#define SPIN_NS		5000
/* What takes that long is no wait for the processor. */
#define KEEP_NS		50000

/* With one, unpacking took a quarter longer at least; three were no better. */
#define TURNS		2

/* Counts those that nobody has. */
static sem_t turns;

/* Operations of the host; constant once the kernel is started. */
static int (*host_sem_down)(void *sem, unsigned long long deadline_ns);
static unsigned long long (*host_time_ns)(void);

static __thread bool mine;

void turn_init(void)
{
	sem_init(&turns, 0, TURNS);
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
	inside_leave();
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

/* Return: as sem_down(); -ETIMEDOUT if this is to be a long wait. */
static int wait_shortly(void *sem)
{
	unsigned long long start = host_time_ns();

	do {
		if (!host_sem_down(sem, 0))
			return 0;
	} while (host_time_ns() - start < SPIN_NS);
	return host_sem_down(sem, start + KEEP_NS);
}

static int sem_down(void *sem, unsigned long long deadline_ns)
{
	int ret = -ETIMEDOUT;

	if (mine && deadline_ns == LKL_FOREVER)
		ret = wait_shortly(sem);
	if (ret != -ETIMEDOUT)
		return ret;
	turn_give();
	return host_sem_down(sem, deadline_ns);
}

void turn_watch(struct lkl_host_table *table)
{
	host_sem_down = table->sem_down;
	host_time_ns = table->time_ns;
	table->sem_down = sem_down;
}
