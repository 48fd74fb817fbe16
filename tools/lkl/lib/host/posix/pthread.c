// SPDX-License-Identifier: GPL-2.0
/*
 * The threads of lkl_host_ops.
 */
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "host/posix/public.h"

struct start {
	void (*fn)(void *arg);
	void *arg;
};

static void *thread_main(void *arg)
{
	struct start start = *(struct start *)arg;

	free(arg);
	start.fn(start.arg);
	return NULL;
}

lkl_thread_t lkl__posix_thread_start(void (*fn)(void *arg), void *arg)
{
	struct start *start = malloc(sizeof(*start));
	pthread_t thread;

	if (!start)
		return 0;
	start->fn = fn;
	start->arg = arg;
	if (!pthread_create(&thread, NULL, thread_main, start))
		return (lkl_thread_t)thread;
	free(start);
	return 0;
}

void lkl__posix_thread_detach(void)
{
	pthread_detach(pthread_self());
}

void lkl__posix_thread_exit(void)
{
	pthread_exit(NULL);
}

int lkl__posix_thread_wait(lkl_thread_t thread)
{
	return pthread_join((pthread_t)thread, NULL) ? -1 : 0;
}

lkl_thread_t lkl__posix_thread_self(void)
{
	return (lkl_thread_t)pthread_self();
}

int lkl__posix_thread_equal(lkl_thread_t a, lkl_thread_t b)
{
	return pthread_equal((pthread_t)a, (pthread_t)b);
}

long lkl__posix_gettid(void)
{
	return syscall(SYS_gettid);
}
