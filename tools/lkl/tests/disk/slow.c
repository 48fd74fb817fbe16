// SPDX-License-Identifier: GPL-2.0
/*
 * While a callback of a disk sleeps for a second, other threads' calls go on.
 */
#include <pthread.h>
#include <time.h>

#include "callbacks.h"

#define MAX_CALLS	10000000

static int is_done;

static uint64_t now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

static void *reader(void *arg)
{
	long fd = *(long *)arg;
	char byte = 0;

	if (lkl_sys_pread64(fd, &byte, 1, SLOW_BYTES / 2) == 1 && byte == 's')
		__atomic_store_n(&is_done, 1, __ATOMIC_RELEASE);
	return NULL;
}

/* Calls and their slowest hundredth, by a histogram of powers of two. */
static unsigned int measure(uint64_t *p99_ns)
{
	unsigned int hist[64] = { 0 }, n = 0, above = 0;
	uint64_t start, took;
	int i;

	while (slow_is(SLOW_NOW) && n < MAX_CALLS) {
		start = now_ns();
		if (lkl_sys_getppid() < 0)
			break;
		took = now_ns() - start;
		hist[took ? 63 - __builtin_clzll(took) : 0]++;
		n++;
	}
	for (i = 63; i > 0 && above + hist[i] <= n / 100; i--)
		above += hist[i];
	*p99_ns = 2ULL << i;
	return n;
}

int main(void)
{
	struct timespec nap = { .tv_nsec = 1000000 };
	pthread_t thread;
	uint64_t p99_ns;
	unsigned int n;
	long fd;
	int id;

	KTAP_PLAN(5);
	disk_boot();
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &slow_disk);
	fd = disk_device(id, 0, LKL_O_RDONLY);
	CHECK(id >= 0 && fd >= 0, "a disk of callbacks");
	slow_soon(1000);
	pthread_create(&thread, NULL, reader, &fd);
	while (slow_is(SLOW_SOON))
		nanosleep(&nap, NULL);
	n = measure(&p99_ns);
	pthread_join(thread, NULL);
	KTAP_DIAG("%u calls, 99%% below %llu ns", n,
		  (unsigned long long)p99_ns);
	CHECK(slow_is(SLOW_DONE) && is_done, "a read takes a second");
	CHECK(n > 10000, "many calls are made meanwhile");
	CHECK(p99_ns < 1000000, "99%% of them within a millisecond");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	return KTAP_END();
}
