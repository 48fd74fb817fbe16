// SPDX-License-Identifier: GPL-2.0
/*
 * Checking a program's host operations and choosing how each is reached.
 */
#include <errno.h>
#include <stddef.h>

#include "host/named/named.h"
#include "host/posix/public.h"

/* Set once, before boot. */
static const struct lkl_host_operations *named_ops;

const struct lkl_host_operations *lkl__named_ops(void)
{
	return named_ops;
}

static const char *missing_sem(const struct lkl_host_operations *ops)
{
	if (!ops->sem_alloc)
		return "sem_alloc";
	if (!ops->sem_free)
		return "sem_free";
	if (!ops->sem_up)
		return "sem_up";
	if (!ops->sem_down)
		return "sem_down";
	return NULL;
}

/* With threads, one of them sleeps until the next timer. */
static const char *missing_thread(const struct lkl_host_operations *ops)
{
	if (!ops->thread_create)
		return NULL;
	if (!ops->thread_join)
		return "thread_join";
	if (!ops->timer_alloc)
		return "timer_alloc";
	return NULL;
}

static const char *missing_timer(const struct lkl_host_operations *ops)
{
	if (!ops->timer_alloc)
		return NULL;
	if (!ops->timer_set_oneshot)
		return "timer_set_oneshot";
	if (!ops->timer_free)
		return "timer_free";
	return NULL;
}

static const char *missing_mem(const struct lkl_host_operations *ops)
{
	if (!ops->mem_alloc)
		return "mem_alloc";
	if (!ops->mem_free)
		return "mem_free";
	if (ops->page_alloc && !ops->page_free)
		return "page_free";
	return NULL;
}

static const char *find_missing(const struct lkl_host_operations *ops)
{
	const char *name;

	name = missing_sem(ops);
	if (!name)
		name = missing_thread(ops);
	if (!name)
		name = missing_mem(ops);
	if (!name && !ops->time)
		name = "time";
	if (!name)
		name = missing_timer(ops);
	return name;
}

/* Deadlines of semaphores are made of the timer and the clock. */
static int has_posix_sem(const struct lkl_host_operations *ops)
{
	const struct lkl_host_operations *posix = &lkl__posix_ops;

	return ops->sem_alloc == posix->sem_alloc &&
	       ops->sem_free == posix->sem_free &&
	       ops->sem_up == posix->sem_up &&
	       ops->sem_down == posix->sem_down &&
	       ops->time == posix->time;
}

static int has_posix_thread(const struct lkl_host_operations *ops)
{
	return ops->thread_create == lkl__posix_ops.thread_create &&
	       ops->thread_join == lkl__posix_ops.thread_join;
}

static int has_posix_mem(const struct lkl_host_operations *ops)
{
	const struct lkl_host_operations *posix = &lkl__posix_ops;

	return ops->mem_alloc == posix->mem_alloc &&
	       ops->mem_free == posix->mem_free &&
	       ops->page_alloc == posix->page_alloc &&
	       ops->page_free == posix->page_free;
}

int lkl__named_bind(const struct lkl_host_operations *ops,
		    struct lkl_host_table *table, const char **missing)
{
	*missing = find_missing(ops);
	if (*missing)
		return -EINVAL;
	named_ops = ops;
	table->time_ns = ops->time;
	if (!has_posix_sem(ops))
		lkl__named_sem_fill(table);
	if (!has_posix_thread(ops))
		lkl__named_thread_fill(table);
	if (!has_posix_mem(ops))
		lkl__named_mem_fill(table);
	return 0;
}
