// SPDX-License-Identifier: GPL-2.0
/*
 * A child of fork() has no kernel, and cannot harm that of its parent; it can
 * load one of its own.
 */
#include <string.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"
#include "threads.h"

#ifdef __SANITIZE_THREAD__
const char *__tsan_default_options(void);

/* It ends a child that starts threads unless it is told that this is meant. */
const char *__tsan_default_options(void)
{
	return "die_after_fork=0";
}

#define COUNTS_AFTER_FORK 0
#else
#define COUNTS_AFTER_FORK 1
#endif

static int fds[2], sleeper_tid;

static void *sleep_in_read(void *arg)
{
	char byte = 0;

	(void)arg;
	__atomic_store_n(&sleeper_tid, host_tid(), __ATOMIC_RELEASE);
	return (void *)(lkl_sys_read(fds[0], &byte, 1) == 1 ? (long)byte : -1L);
}

/* Returns the number of the first thing that is wrong. */
static int use_no_kernel(void *arg)
{
	int fd = (int)(long)arg;

	if (lkl_is_running())
		return 1;
	if (lkl_sys_getpid() != -LKL_ENODEV)
		return 2;
	if (lkl_sys_pwrite64(fd, "child!", 6, 0) != -LKL_ENODEV)
		return 3;
	if (lkl_sys_mkdir("/child", 0700) != -LKL_ENODEV)
		return 4;
	if (lkl_run())
		return 5;
	if (lkl_sys_halt() != -LKL_ENODEV)
		return 6;
	if (lkl_start_kernel("mem=32M quiet") != -LKL_EBUSY)
		return 7;
	lkl_cleanup();
	return 0;
}

static void *call_in_thread(void *arg)
{
	return (void *)(long)use_no_kernel(arg);
}

static int end_threads(void *arg)
{
	pthread_t thread;
	void *ret;

	if (lkl_sys_getpid() != -LKL_ENODEV ||
	    pthread_create(&thread, NULL, call_in_thread, arg) ||
	    pthread_join(thread, &ret))
		return 8;
	if (ret)
		return (int)(long)ret;
	/* with all destructors, as a program that forked usually does */
	exit(0);
}

static int load_another(void *arg)
{
	struct lkl *kernel = lkl_load(NULL, NULL);
	long params[6] = { 0 };

	(void)arg;
	if (!kernel || lkl_kernel_start(kernel, "mem=32M quiet"))
		return 1;
	if (lkl_kernel_syscall(kernel, __lkl__NR_getpid, params) != 1)
		return 2;
	return lkl_kernel_halt(kernel) || lkl_unload(kernel) ? 3 : 0;
}

static void check_threads(void *fd)
{
	const char *own = "nor have its threads, and it ends";
	const char *another = "it loads one of its own";
	const char *emulator = getenv("LKL_EXEC");

	if (emulator && *emulator) {
		KTAP_SKIP(own, "host: children in an emulator have no threads");
		KTAP_SKIP(another,
			  "host: children in an emulator have no threads");
		return;
	}
	if (COUNTS_AFTER_FORK)
		CHECK_EQ(run_child(end_threads, fd, 10), 0, "%s", own);
	else
		KTAP_SKIP(own, "host: a sanitizer takes threads for the parent's");
	CHECK_EQ(run_child(load_another, NULL, 30), 0, "%s", another);
}

int main(void)
{
	pthread_t thread;
	char buf[8] = "";
	long fd;
	void *ret;

	KTAP_PLAN(8);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	fd = lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);
	lkl_sys_write((int)fd, "parent", 6);
	if (lkl_sys_pipe(fds))
		KTAP_BAIL("no pipe");
	pthread_create(&thread, NULL, sleep_in_read, NULL);
	wait_asleep(&sleeper_tid);

	CHECK_EQ(run_child(use_no_kernel, (void *)fd, 10), 0,
		 "a child has no kernel");
	check_threads((void *)fd);

	lkl_sys_pread64((int)fd, buf, 6, 0);
	CHECK(!strcmp(buf, "parent"), "the parent's file is as it was");
	CHECK_EQ(lkl_sys_access("/child", 0), -LKL_ENOENT, "nothing was made");
	lkl_sys_write(fds[1], "x", 1);
	pthread_join(thread, &ret);
	CHECK_EQ((long)ret, 'x', "a call that slept goes on");
	CHECK_EQ(lkl_is_running(), 1, "the parent's kernel runs");
	CHECK_EQ(lkl_sys_halt(), 0, "and halts");
	return KTAP_END();
}
