// SPDX-License-Identifier: GPL-2.0
/*
 * A fault of kernel code fails that call and tells where it was; everything
 * else goes on.
 */
#include <lkl.h>

#include "ktap.h"
#include "oops.h"
#include "threads.h"

static char text[256 * 1024];
static size_t text_len;
static int stop, nr_bad;
static unsigned long nr_calls;

static void keep(const char *str, int len)
{
	if (text_len + (size_t)len >= sizeof(text))
		return;
	memcpy(text + text_len, str, (size_t)len);
	text_len += (size_t)len;
}

static void *call_often(void *arg)
{
	(void)arg;
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		if (lkl_sys_getpid() != 1 || lkl_sys_sched_yield())
			__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
		__atomic_add_fetch(&nr_calls, 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

static void *make_oops(void *arg)
{
	*(long *)arg = oops_now();
	return (void *)lkl_sys_getpid();
}

static void check_text(void)
{
	const char *trace = strstr(text, "Call Trace");

	CHECK(strstr(text, "unable to handle access"), "the console tells it");
	CHECK(strstr(text, "pc: memset"), "with the function that faulted");
	CHECK(trace && strstr(trace, "truncate"), "and who called it");
}

int main(void)
{
	unsigned long before;
	pthread_t other, thread;
	long ret = 0;
	void *pid;

	KTAP_PLAN(11);
	lkl_host_ops.print = keep;
	if (oops_init() || lkl_start_kernel("mem=32M"))
		KTAP_BAIL("no kernel");
	pthread_create(&other, NULL, call_often, NULL);
	CHECK_EQ(oops_prepare(), 0, "a page is taken away");
	pthread_create(&thread, NULL, make_oops, &ret);
	pthread_join(thread, &pid);
	oops_repair();
	CHECK_EQ(ret, -LKL_EFAULT, "the call fails");
	CHECK_EQ((long)pid, 1, "its thread can make others");
	before = __atomic_load_n(&nr_calls, __ATOMIC_RELAXED);
	nap_ms(50);
	CHECK(__atomic_load_n(&nr_calls, __ATOMIC_RELAXED) > before,
	      "other threads go on");
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	pthread_join(other, NULL);
	CHECK_EQ(nr_bad, 0, "undisturbed");
	CHECK_EQ(lkl_is_running(), 1, "the kernel runs");
	check_text();
	CHECK_EQ(lkl_sys_open("/oops2", LKL_O_CREAT, 0600) < 0, 0,
		 "files can be made");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
