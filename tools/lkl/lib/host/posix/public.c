// SPDX-License-Identifier: GPL-2.0
/*
 * lkl_host_ops, filled for POSIX hosts.
 */
#include <stdlib.h>
#include <string.h>

#include "host/posix/posix.h"
#include "host/posix/public.h"

static void *copy(void *dest, const void *src, unsigned long bytes)
{
	return memcpy(dest, src, bytes);
}

static void *allocate(unsigned long bytes)
{
	return malloc(bytes);
}

#define POSIX_OPS {							\
	.print = lkl__posix_print,					\
	.panic = lkl__posix_panic,					\
	.sem_alloc = lkl__posix_count_alloc,				\
	.sem_free = lkl__posix_count_free,				\
	.sem_up = lkl__posix_count_up,					\
	.sem_down = lkl__posix_count_down,				\
	.mutex_alloc = lkl__posix_mutex_alloc,				\
	.mutex_free = lkl__posix_mutex_free,				\
	.mutex_lock = lkl__posix_mutex_lock,				\
	.mutex_unlock = lkl__posix_mutex_unlock,			\
	.thread_create = lkl__posix_thread_start,			\
	.thread_detach = lkl__posix_thread_detach,			\
	.thread_exit = lkl__posix_thread_exit,				\
	.thread_join = lkl__posix_thread_wait,				\
	.thread_self = lkl__posix_thread_self,				\
	.thread_equal = lkl__posix_thread_equal,			\
	.tls_alloc = lkl__posix_tls_alloc,				\
	.tls_free = lkl__posix_tls_free,				\
	.tls_set = lkl__posix_tls_set,					\
	.tls_get = lkl__posix_tls_get,					\
	.mem_alloc = allocate,						\
	.mem_free = free,						\
	.page_alloc = lkl__posix_page_alloc,				\
	.page_free = lkl__posix_page_free,				\
	.time = lkl__posix_time_ns,					\
	.timer_alloc = lkl__posix_timer_alloc,				\
	.timer_set_oneshot = lkl__posix_timer_set_oneshot,		\
	.timer_free = lkl__posix_timer_free,				\
	.gettid = lkl__posix_gettid,					\
	.memcpy = copy,							\
}

const struct lkl_host_operations lkl__posix_ops = POSIX_OPS;
struct lkl_host_operations lkl_host_ops = POSIX_OPS;
