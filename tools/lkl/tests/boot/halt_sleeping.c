// SPDX-License-Identifier: GPL-2.0
/*
 * A halt ends the calls of threads that sleep in the kernel.
 */
#include <pthread.h>
#include <unistd.h>

#include <lkl.h>

#include "ktap.h"

#define NR_THREADS	16

static long pipe_fd;

static void *sleep_in_read(void *arg)
{
	char c;

	(void)arg;
	return (void *)lkl_sys_read(pipe_fd, &c, 1);
}

static void *sleep_in_nanosleep(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_sec = 1000 };

	(void)arg;
	return (void *)lkl_sys_nanosleep(&ts, NULL);
}

static void *call_until_halt(void *arg)
{
	long ret;

	(void)arg;
	do {
		ret = lkl_sys_getpid();
	} while (ret == 1);
	return (void *)ret;
}

int main(void)
{
	void *(*const fns[])(void *arg) = {
		sleep_in_read, sleep_in_nanosleep, call_until_halt,
	};
	pthread_t threads[NR_THREADS];
	int i, fds[2], nr_ok = 0;
	void *ret;

	KTAP_PLAN(4);
	if (!CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "the kernel starts"))
		KTAP_BAIL("no kernel");
	CHECK_EQ(lkl_sys_pipe2(fds, 0), 0, "there is a pipe");
	pipe_fd = fds[0];
	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, fns[i % 3], NULL);
	usleep(100000);
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	for (i = 0; i < NR_THREADS; i++) {
		pthread_join(threads[i], &ret);
		nr_ok += ret == (void *)-LKL_ENODEV;
	}
	CHECK_EQ(nr_ok, NR_THREADS, "all calls ended with -ENODEV");
	return KTAP_END();
}
