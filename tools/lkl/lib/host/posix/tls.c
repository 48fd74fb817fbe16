// SPDX-License-Identifier: GPL-2.0
/*
 * The thread-local pointers of lkl_host_ops.
 */
#include <pthread.h>
#include <stdlib.h>

#include "host/posix/public.h"

struct lkl_tls_key {
	pthread_key_t key;
};

struct lkl_tls_key *lkl__posix_tls_alloc(void (*destructor)(void *data))
{
	struct lkl_tls_key *key = malloc(sizeof(*key));

	if (key && pthread_key_create(&key->key, destructor)) {
		free(key);
		return NULL;
	}
	return key;
}

void lkl__posix_tls_free(struct lkl_tls_key *key)
{
	pthread_key_delete(key->key);
	free(key);
}

int lkl__posix_tls_set(struct lkl_tls_key *key, void *data)
{
	return pthread_setspecific(key->key, data) ? -1 : 0;
}

void *lkl__posix_tls_get(struct lkl_tls_key *key)
{
	return pthread_getspecific(key->key);
}
