// SPDX-License-Identifier: GPL-2.0
/*
 * The mutexes of lkl_host_ops.
 */
#include <pthread.h>
#include <stdlib.h>

#include "host/posix/public.h"

struct lkl_mutex {
	pthread_mutex_t mutex;
};

struct lkl_mutex *lkl__posix_mutex_alloc(int recursive)
{
	struct lkl_mutex *mutex = malloc(sizeof(*mutex));
	pthread_mutexattr_t attr;
	int err;

	if (!mutex)
		return NULL;
	pthread_mutexattr_init(&attr);
	if (recursive)
		pthread_mutexattr_settype(&attr, PTHREAD_MUTEX_RECURSIVE);
	err = pthread_mutex_init(&mutex->mutex, &attr);
	pthread_mutexattr_destroy(&attr);
	if (err) {
		free(mutex);
		return NULL;
	}
	return mutex;
}

void lkl__posix_mutex_free(struct lkl_mutex *mutex)
{
	pthread_mutex_destroy(&mutex->mutex);
	free(mutex);
}

void lkl__posix_mutex_lock(struct lkl_mutex *mutex)
{
	pthread_mutex_lock(&mutex->mutex);
}

void lkl__posix_mutex_unlock(struct lkl_mutex *mutex)
{
	pthread_mutex_unlock(&mutex->mutex);
}
