/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What both ends of a stream share.
 */
#ifndef _LKL_COPY_STREAM_PARTS_H
#define _LKL_COPY_STREAM_PARTS_H

#include <pthread.h>

#include "copy/batch.h"
#include "copy/stream.h"

/**
 * struct stream - a stream
 * @lock: guards @ready, @free and the flags
 * @is_ready: a batch is, or none will be
 * @is_free: likewise
 * @ready: batches to be taken, in order
 * @ready_end: where the next one goes
 * @free: batches to be filled
 * @waits: the taker waits; atomic, for a look without the lock
 * @has_ended: nothing follows
 * @is_closed: nothing will be taken
 * @filled: of the reader
 * @taken: of the taker
 * @at: the item that it has
 */
struct stream {
	pthread_mutex_t lock;
	pthread_cond_t is_ready, is_free;
	struct batch *ready, **ready_end, *free;
	int waits, has_ended, is_closed;
	struct batch *filled, *taken;
	struct batch_entry *at;
};

#endif
