/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whose turn it is to wait for a request.
 */
#ifndef LKLFUSE_TURN_H
#define LKLFUSE_TURN_H

#include <pthread.h>

struct lkl_host_table;

/** turn_init() - nobody waits for requests yet */
void turn_init(void);

/**
 * turn_take() - wait for the turn of the calling thread; it may have it already
 */
void turn_take(void);

/**
 * turn_give() - let the next thread wait for requests, and go inside
 *
 * Does nothing if the calling thread has not got the turn.
 */
void turn_give(void);

/** turn_lock() - take a lock whose owner may sleep in the kernel inside */
void turn_lock(pthread_mutex_t *lock);

/**
 * turn_watch() - give the turn whenever a call into the kernel inside sleeps
 * @table: the operations that the kernel asks for; some are replaced
 */
void turn_watch(struct lkl_host_table *table);

#endif
