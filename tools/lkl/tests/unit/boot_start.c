// SPDX-License-Identifier: GPL-2.0
/*
 * Starting and stopping follow their order, with threads that come and go.
 */
#include <pthread.h>

#include <lkl_boot.h>
#include <lkl_host.h>

#include "fake_kernel.h"
#include "internal.h"
#include "ktap.h"

#define NR_THREADS	100

static char order[16];

static void note(char c)
{
	order[strlen(order)] = c;
}

static int start_a(void)
{
	note('a');
	return 0;
}

static int start_b(void)
{
	note('b');
	return 0;
}

static void stop_a(void)
{
	note('A');
}

static void stop_b(void)
{
	note('B');
}

static struct lkl__stage stage_a = { .start = start_a, .stop = stop_a };
static struct lkl__stage stage_b = { .start = start_b, .stop = stop_b };

static void *call_once(void *arg)
{
	long params[6] = { 1 };

	(void)arg;
	return (void *)lkl_syscall(41, params);
}

static pthread_key_t late_key;

/* Runs after the library has forgotten the thread, or before. */
static void call_late(void *arg)
{
	call_once(arg);
}

static void *call_and_call_late(void *arg)
{
	pthread_setspecific(late_key, &late_key);
	return call_once(arg);
}

static int run_threads(void *(*fn)(void *arg))
{
	pthread_t thread;
	int i, bad = 0;
	void *ret;

	for (i = 0; i < NR_THREADS; i++) {
		pthread_create(&thread, NULL, fn, NULL);
		pthread_join(thread, &ret);
		bad += ret != (void *)42;
	}
	return bad;
}

static void test_threads(void)
{
	CHECK_EQ(run_threads(call_once), 0, "threads call");
	CHECK_EQ(kernel.nr_ends, NR_THREADS, "the kernel is told of each end");
	pthread_key_create(&late_key, call_late);
	CHECK_EQ(run_threads(call_and_call_late), 0, "and from destructors");
	CHECK(kernel.nr_ends >= 2 * NR_THREADS, "no end is missed");
	pthread_key_delete(late_key);
}

int main(void)
{
	struct lkl_thread *self;

	KTAP_PLAN(18);
	lkl__stage_add(&stage_a);
	lkl__stage_add(&stage_b);
	lkl__stage_add(&stage_a);
	CHECK_EQ(lkl_init(NULL), 0, "the host is bound");
	CHECK_EQ(lkl_init(NULL), -EBUSY, "once");
	CHECK_EQ(lkl_sys_halt(), -ENODEV, "nothing runs that could halt");
	CHECK_EQ(lkl_start_kernel("loglevel=%d x=mem=1", 3), 0, "it starts");
	CHECK(!strcmp(kernel.cmdline, "mem=64M loglevel=3 x=mem=1"),
	      "with a default size");
	CHECK_EQ(lkl_start_kernel("mem=1G"), -EBUSY, "a kernel starts once");
	CHECK_EQ(kernel.nr_boots, 1, "the second did not reach it");
	CHECK(!strcmp(order, "ab"), "stages start in order");
	self = kernel.last_thread;
	call_once(NULL);
	CHECK(self && kernel.last_thread == self, "a thread stays itself");
	CHECK_EQ(lkl_run(), 7, "the kernel can be run");
	test_threads();
	CHECK(kernel.host.thread_create && kernel.host.vm_map,
	      "the POSIX host is complete");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	CHECK(!strcmp(order, "abBA"), "stages stop in the opposite order");
	lkl_cleanup();
	CHECK_EQ(lkl_init(NULL), -EBUSY, "a halted kernel has had its host");
	return KTAP_END();
}
