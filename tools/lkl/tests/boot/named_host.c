// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel runs on a program's own named operations.
 */
#include <lkl.h>

#include "ktap.h"

static int nr_sems, nr_threads, nr_prints;

static struct lkl_sem *sem_alloc(int count)
{
	struct lkl_sem *sem = lkl_host_ops.sem_alloc(count);

	if (sem)
		__atomic_add_fetch(&nr_sems, 1, __ATOMIC_RELAXED);
	return sem;
}

static void sem_free(struct lkl_sem *sem)
{
	__atomic_sub_fetch(&nr_sems, 1, __ATOMIC_RELAXED);
	lkl_host_ops.sem_free(sem);
}

static lkl_thread_t thread_create(void (*fn)(void *arg), void *arg)
{
	__atomic_add_fetch(&nr_threads, 1, __ATOMIC_RELAXED);
	return lkl_host_ops.thread_create(fn, arg);
}

static int thread_join(lkl_thread_t thread)
{
	__atomic_sub_fetch(&nr_threads, 1, __ATOMIC_RELAXED);
	return lkl_host_ops.thread_join(thread);
}

static void print(const char *str, int len)
{
	(void)str;
	__atomic_add_fetch(&nr_prints, len > 0, __ATOMIC_RELAXED);
}

int main(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 20000000 };
	static struct lkl_host_operations ops;
	unsigned long long start;

	KTAP_PLAN(9);
	ops = lkl_host_ops;
	ops.sem_alloc = sem_alloc;
	ops.sem_free = sem_free;
	ops.thread_create = thread_create;
	ops.thread_join = thread_join;
	ops.print = print;
	CHECK_EQ(lkl_init(&ops), 0, "the host is bound");
	CHECK_EQ(lkl_start_kernel("mem=32M"), 0, "it boots");
	CHECK(nr_sems > 0 && nr_threads > 0, "with the program's operations");
	CHECK(nr_prints > 0, "and prints through them");
	start = ops.time();
	CHECK_EQ(lkl_sys_nanosleep(&ts, NULL), 0, "a call sleeps");
	CHECK(ops.time() - start >= 20000000, "as long as it shall");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	CHECK_EQ(nr_sems, 0, "all semaphores are freed");
	CHECK_EQ(nr_threads, 0, "all threads are joined");
	return KTAP_END();
}
