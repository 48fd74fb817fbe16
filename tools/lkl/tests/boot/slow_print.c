// SPDX-License-Identifier: GPL-2.0
/*
 * A print operation that takes long holds up nobody but its caller, whether a
 * program's thread or a kernel thread said something.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define PRINT_MS	1500
#define LIMIT_NS	(500 * MSEC)
#define TRIGGER		"take your time"

static int printing, nr_slow;

static void print(const char *str, int len)
{
	char line[512];

	snprintf(line, sizeof(line), "%.*s", len, str);
	if (!strstr(line, TRIGGER))
		return;
	__atomic_store_n(&printing, 1, __ATOMIC_RELEASE);
	nap_ms(PRINT_MS);
	__atomic_add_fetch(&nr_slow, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&printing, 0, __ATOMIC_RELEASE);
}

static void *say(void *arg)
{
	long fd = lkl_sys_open("/dev/kmsg", LKL_O_WRONLY, 0);

	(void)arg;
	lkl_sys_write(fd, TRIGGER "\n", sizeof(TRIGGER));
	lkl_sys_close(fd);
	return NULL;
}

/* Calls that need kernel threads, timers and other host threads. */
static void *call_once(void *arg)
{
	(void)arg;
	lkl_sys_getppid();
	return NULL;
}

static long long round_trip(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = MSEC };
	long long start = now_ns();
	pthread_t thread;
	long fd;

	lkl_sys_getppid();
	fd = lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);
	lkl_sys_write(fd, "text", 4);
	lkl_sys_close(fd);
	lkl_sys_unlink("/file");
	lkl_sys_nanosleep(&ts, NULL);
	pthread_create(&thread, NULL, call_once, NULL);
	pthread_join(thread, NULL);
	return now_ns() - start;
}

int main(void)
{
	long long took, longest = 0;
	pthread_t thread;
	int nr = 0;

	KTAP_PLAN(4);
	lkl_host_ops.print = print;
	if (lkl_start_kernel("mem=32M"))
		KTAP_BAIL("no kernel");
	lkl_sys_mknod("/dev/kmsg", LKL_S_IFCHR | 0600, 1 << 8 | 11);
	pthread_create(&thread, NULL, say, NULL);
	while (!__atomic_load_n(&printing, __ATOMIC_ACQUIRE))
		nap_ms(1);
	while (__atomic_load_n(&printing, __ATOMIC_ACQUIRE)) {
		took = round_trip();
		longest = took > longest ? took : longest;
		nr++;
	}
	pthread_join(thread, NULL);
	KTAP_DIAG("%d rounds, longest %lld us", nr, longest / 1000);
	CHECK_EQ(nr_slow, 1, "a line takes long to print");
	CHECK(nr > 10, "calls are made meanwhile");
	CHECK(longest < LIMIT_NS, "none of which is held up");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
