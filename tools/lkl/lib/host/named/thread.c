// SPDX-License-Identifier: GPL-2.0
/*
 * Host threads by a program's thread operations.
 */
#include <signal.h>
#include <stddef.h>

#include "host/named/named.h"
#include "host/posix/cell.h"
#include "host/posix/thread.h"

struct start {
	void (*fn)(void *arg);
	void *arg;
};

static void thread_main(void *arg)
{
	struct start start = *(struct start *)arg;

	lkl__cell_free(arg);
	lkl__posix_thread_block_signals(NULL);
	start.fn(start.arg);
}

static unsigned long named_thread_create(void (*fn)(void *arg), void *arg)
{
	struct start *start = lkl__cell_alloc();
	unsigned long thread;

	if (!start)
		return 0;
	start->fn = fn;
	start->arg = arg;
	thread = lkl__named_ops()->thread_create(thread_main, start);
	if (!thread)
		lkl__cell_free(start);
	return thread;
}

static void named_thread_join(unsigned long thread)
{
	lkl__named_ops()->thread_join(thread);
}

void lkl__named_thread_fill(struct lkl_host_table *table)
{
	if (!lkl__named_ops()->thread_create) {
		table->thread_create = NULL;
		table->thread_join = NULL;
		return;
	}
	table->thread_create = named_thread_create;
	table->thread_join = named_thread_join;
}
