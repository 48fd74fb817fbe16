// SPDX-License-Identifier: GPL-2.0
/*
 * Whether the kernel has nothing to do, and nothing to wait for but its clock.
 */
#include <stdlib.h>

#include <lkl_disk.h>
#include <lkl/asm/host_ops.h>

#include "copy/idle.h"

static struct lkl_host_table host;
static int disk;
/*
 * Of semaphores, and of threads that run code of the kernel or come back from
 * their program to do so. Who wakes up counts as awake before it counts down:
 * so if there were as many downs as ups, nobody was on the way in between.
 */
static unsigned long ups, downs, awake = 1;

static void add(unsigned long *count, long n)
{
	__atomic_add_fetch(count, (unsigned long)n, __ATOMIC_SEQ_CST);
}

static unsigned long get(const unsigned long *count)
{
	return __atomic_load_n(count, __ATOMIC_SEQ_CST);
}

static void sem_up(void *sem)
{
	add(&ups, 1);
	host.sem_up(sem);
}

int idle_sem_down(void *sem, unsigned long long deadline_ns)
{
	int err;

	add(&awake, -1);
	err = host.sem_down(sem, deadline_ns);
	add(&awake, 1);
	if (!err)
		add(&downs, 1);
	return err;
}

/* What is left in a semaphore wakes nobody any more. */
static void sem_free(void *sem)
{
	while (!idle_sem_down(sem, 0))
		;
	host.sem_free(sem);
}

struct start {
	void (*fn)(void *arg);
	void *arg;
};

static void run_thread(void *arg)
{
	struct start start = *(struct start *)arg;

	free(arg);
	start.fn(start.arg);
	add(&awake, -1);
}

static unsigned long thread_create(void (*fn)(void *arg), void *arg)
{
	struct start *start = malloc(sizeof(*start));
	unsigned long thread;

	if (!start)
		return 0;
	start->fn = fn;
	start->arg = arg;
	add(&awake, 1);
	thread = host.thread_create(run_thread, start);
	if (!thread) {
		add(&awake, -1);
		free(start);
	}
	return thread;
}

void idle_init(struct lkl_host_table *table, int disk_id)
{
	host = *table;
	disk = disk_id;
	table->sem_up = sem_up;
	table->sem_down = idle_sem_down;
	table->sem_free = sem_free;
	table->thread_create = thread_create;
}

/*
 * Threads of the library run code of the kernel, too, while the disk is busy.
 * They wake others before it is not. So without an up since the first look,
 * nobody was left at the last who could do anything.
 */
int idle_is(void)
{
	unsigned long before = get(&ups);

	return get(&downs) == before && get(&awake) == 1 &&
	       !lkl_disk_is_busy(disk) && get(&ups) == before;
}
