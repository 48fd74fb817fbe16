// SPDX-License-Identifier: GPL-2.0
/*
 * One of two kernels panics; its calls fail, and the other goes on.
 */
#include <string.h>

#include <lkl.h>

#include "ktap.h"
#include "panics.h"
#include "threads.h"

static struct lkl *kernel;
static int stop, nr_bad;
static unsigned long nr_calls;

static long call(long no, long a, long b, long c, long d)
{
	long params[6] = { a, b, c, d };

	return lkl_kernel_syscall(kernel, no, params);
}

static void write_file(const char *path, const char *text)
{
	long fd = call(__lkl__NR_openat, LKL_AT_FDCWD, (long)path,
		       LKL_O_WRONLY, 0);

	call(__lkl__NR_write, fd, (long)text, (long)strlen(text), 0);
	call(__lkl__NR_close, fd, 0, 0, 0);
}

static void mount(const char *type, const char *folder)
{
	call(__lkl__NR_mkdirat, LKL_AT_FDCWD, (long)folder, 0700, 0);
	call(__lkl__NR_mount, (long)type, (long)folder, (long)type, 0);
}

/* Files in a ramfs cannot be given up: to run out of memory is a panic then. */
static long use_up_memory(void)
{
	static char data[1 << 20];
	long fd, ret, written = 0;

	mount("proc", "/proc");
	write_file("/proc/sys/vm/panic_on_oom", "2");
	mount("ramfs", "/ram");
	fd = call(__lkl__NR_openat, LKL_AT_FDCWD, (long)"/ram/file",
		  LKL_O_WRONLY | LKL_O_CREAT, 0600);
	do {
		ret = call(__lkl__NR_write, fd, (long)data, sizeof(data), 0);
		written += ret;
	} while (ret > 0 && written < 1L << 30);
	return ret;
}

static void *call_first(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = 100000 };

	(void)arg;
	while (!__atomic_load_n(&stop, __ATOMIC_RELAXED)) {
		if (lkl_sys_getpid() != 1 || lkl_sys_nanosleep(&ts, NULL))
			__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
		__atomic_add_fetch(&nr_calls, 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

int main(void)
{
	unsigned long before;
	pthread_t thread;

	KTAP_PLAN(7);
	kernel = lkl_load(NULL, NULL);
	if (!kernel || lkl_start_kernel("mem=32M quiet") ||
	    lkl_kernel_start(kernel, "mem=32M loglevel=0"))
		KTAP_BAIL("no kernels");
	pthread_create(&thread, NULL, call_first, NULL);
	CHECK_EQ(use_up_memory(), -LKL_ENODEV, "a call makes a kernel panic");
	CHECK_EQ(call(__lkl__NR_getpid, 0, 0, 0, 0), -LKL_ENODEV,
		 "its calls fail");
	before = __atomic_load_n(&nr_calls, __ATOMIC_RELAXED);
	nap_ms(100);
	CHECK(__atomic_load_n(&nr_calls, __ATOMIC_RELAXED) > before,
	      "the other goes on");
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	pthread_join(thread, NULL);
	CHECK_EQ(nr_bad, 0, "undisturbed");
	CHECK_EQ(lkl_kernel_halt(kernel), -LKL_ENODEV,
		 "nothing is to be halted");
	CHECK_EQ(lkl_is_running(), 1, "the other runs");
	CHECK_EQ(lkl_sys_halt(), 0, "and halts");
	return KTAP_END();
}
