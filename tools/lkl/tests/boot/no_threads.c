// SPDX-License-Identifier: GPL-2.0
/*
 * A host without threads boots, does file I/O and keeps time by lkl_run().
 */
#include <string.h>

#include <lkl.h>

#include "count.h"
#include "ktap.h"
#include "needs.h"

static const struct lkl_host_table *posix;

static void test_files(void)
{
	char buf[16] = "";
	long fd;

	fd = lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);
	CHECK(fd >= 0, "a file is created");
	CHECK_EQ(lkl_sys_write(fd, "text", 4), 4, "written");
	CHECK_EQ(lkl_sys_fsync(fd), 0, "synced");
	CHECK_EQ(lkl_sys_pread64(fd, buf, 4, 0), 4, "and read");
	CHECK(!strcmp(buf, "text"), "with its content");
	CHECK_EQ(lkl_sys_close(fd), 0, "and closed");
}

static void test_sleep(void)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 20000000 };
	unsigned long long start = posix->time_ns();

	CHECK_EQ(lkl_sys_nanosleep(&ts, NULL), 0, "a call sleeps");
	CHECK(posix->time_ns() - start >= 20000000, "as long as it shall");
}

/* A timer that nobody waits for: only lkl_run() can make it expire. */
static void test_run(void)
{
	struct __lkl__kernel_itimerspec its = { .it_value.tv_nsec = 20000000 };
	unsigned long long start, next, count = 0;
	long fd;

	fd = lkl_sys_timerfd_create(LKL_CLOCK_MONOTONIC, LKL_TFD_NONBLOCK);
	lkl_sys_timerfd_settime(fd, 0, &its, NULL);
	next = lkl_run();
	CHECK(next > 0 && next <= 20000000, "lkl_run() tells the next timer");
	start = posix->time_ns();
	while (posix->time_ns() - start < 25000000)
		lkl_run();
	/* The last one may have been long ago on a busy host. */
	lkl_run();
	CHECK(lkl_sys_read(fd, (char *)&count, 8) == 8 &&
	      count == 1, "and makes it expire");
	lkl_sys_close(fd);
}

int main(void)
{
	struct lkl_host_table table;
	int nr_threads = count_threads();

	if (KERNEL_NEEDS(thread_create))
		KTAP_SKIP_ALL("host: this kernel needs one with threads");
	posix = lkl_posix_table();
	table = *posix;
	table.thread_create = NULL;
	table.thread_join = NULL;
	KTAP_PLAN(14);
	CHECK_EQ(lkl_init_table(&table), 0, "the host is bound");
	CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "it boots");
	test_files();
	test_sleep();
	test_run();
	CHECK_EQ(count_threads(), nr_threads, "there is one thread");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	return KTAP_END();
}
