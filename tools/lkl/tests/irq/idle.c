// SPDX-License-Identifier: GPL-2.0
/*
 * An idle kernel has at most one host thread of its own and hardly runs.
 */
#include <sys/resource.h>

#include <lkl.h>

#include "count.h"
#include "ktap.h"
#include "needs.h"
#include "threads.h"

/* Workers of the library stay for a moment. */
static int threads_after(int nr, long ms)
{
	long long end = now_ns() + ms * MSEC;
	int now;

	do {
		nap_ms(20);
		now = count_threads();
	} while (now > nr && now_ns() < end);
	return now;
}

static long long cpu_ns(long *nr_switches)
{
	struct rusage usage;

	getrusage(RUSAGE_SELF, &usage);
	*nr_switches = usage.ru_nvcsw;
	return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * SEC +
	       (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1000LL;
}

/* In percent of one processor, times 1000. */
static long long idle_load(long *nr_switches)
{
	long long start = now_ns(), used;
	long before;

	used = cpu_ns(&before);
	nap_ms(2000);
	used = cpu_ns(nr_switches) - used;
	*nr_switches -= before;
	return used * 100000 / (now_ns() - start);
}

static void *call_once(void *arg)
{
	(void)arg;
	lkl_sys_getppid();
	return NULL;
}

/* Drivers that watch descriptors from boot on share a thread. */
static int has_poll_thread(void)
{
	static char text[16384];
	long fd, n = 0, got;

	lkl_mount_fs("proc");
	fd = lkl_sys_open("/proc/interrupts", LKL_O_RDONLY, 0);
	while ((got = lkl_sys_read(fd, text + n, sizeof(text) - 1 - n)) > 0)
		n += got;
	lkl_sys_close(fd);
	return strstr(text, "um-host\n") != NULL;
}

static void check_threads(int nr, const char *name)
{
	if (nr)
		CHECK(threads_after(nr, 2000) <= nr, "%s", name);
	else
		KTAP_SKIP(name, "host: this kernel has one for every task");
}

/* A busy host makes a wake-up long, but not always. */
static void check_load(const char *when)
{
	long nr_switches;
	long long load = 1000;
	int i;

	for (i = 0; i < 3 && load >= 1000; i++)
		load = idle_load(&nr_switches);
	KTAP_DIAG("%s: %lld.%03lld%% of a processor, %ld wake-ups in 2 s", when,
		  load / 1000, load % 1000, nr_switches);
	CHECK(load < 1000, "idle %s: hardly any load", when);
	CHECK(nr_switches < 60, "and few wake-ups");
}

int main(void)
{
	int i, nr_threads = count_threads() + 1;
	pthread_t thread;

	if (KERNEL_NEEDS(thread_create))
		nr_threads = 0;
	KTAP_PLAN(7);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	if (nr_threads)
		nr_threads += has_poll_thread();
	check_threads(nr_threads, "the kernel has one thread");
	/* what is left to do after boot */
	nap_ms(1000);
	check_load("after boot");
	for (i = 0; i < 50; i++) {
		pthread_create(&thread, NULL, call_once, NULL);
		pthread_join(thread, NULL);
	}
	lkl_sys_close((int)lkl_sys_creat("/file", 0600));
	check_threads(nr_threads, "and no more after calls");
	nap_ms(1000);
	check_load("after calls");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
