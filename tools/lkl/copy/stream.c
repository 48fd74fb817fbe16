// SPDX-License-Identifier: GPL-2.0
/*
 * Items on their way from one thread to another: the end where they come out.
 */
#include <stdlib.h>

#include "copy/stream_parts.h"

/**
 * DOC: batches
 *
 * A batch is in one of four states: free, being filled, ready, being taken. The
 * lock guards the lists of those that are free or ready, and the flags; the
 * other two are their thread's alone.
 *
 * The reader hands a batch over when it is full, or when the taker waits, there
 * is an item that is complete, and enough to be worth waking it.
 */
#define NR_LEAST	3

struct stream *stream_open(unsigned long memory_bytes)
{
	struct stream *stream = calloc(1, sizeof(*stream));
	unsigned long i, nr = memory_bytes / BATCH_BYTES;
	struct batch *batch;

	if (!stream)
		return NULL;
	pthread_mutex_init(&stream->lock, NULL);
	pthread_cond_init(&stream->is_ready, NULL);
	pthread_cond_init(&stream->is_free, NULL);
	stream->ready_end = &stream->ready;
	for (i = 0; i < (nr < NR_LEAST ? NR_LEAST : nr); i++) {
		batch = batch_new(stream->free);
		if (!batch) {
			stream_free(stream);
			return NULL;
		}
		stream->free = batch;
	}
	return stream;
}

void stream_free(struct stream *stream)
{
	batch_free(stream->free);
	batch_free(stream->ready);
	batch_free(stream->filled);
	batch_free(stream->taken);
	pthread_cond_destroy(&stream->is_free);
	pthread_cond_destroy(&stream->is_ready);
	pthread_mutex_destroy(&stream->lock);
	free(stream);
}

/* Give a batch back and wait for another. */
static struct batch *exchange(struct stream *stream)
{
	struct batch *batch = stream->taken;

	if (batch)
		batch_reset(batch);
	pthread_mutex_lock(&stream->lock);
	if (batch) {
		batch->next = stream->free;
		stream->free = batch;
		pthread_cond_signal(&stream->is_free);
	}
	__atomic_store_n(&stream->waits, 1, __ATOMIC_RELAXED);
	while (!stream->ready && !stream->has_ended)
		pthread_cond_wait(&stream->is_ready, &stream->lock);
	__atomic_store_n(&stream->waits, 0, __ATOMIC_RELAXED);
	batch = stream->ready;
	if (batch) {
		stream->ready = batch->next;
		batch->next = NULL;
	}
	if (!stream->ready)
		stream->ready_end = &stream->ready;
	stream->taken = batch;
	pthread_mutex_unlock(&stream->lock);
	return batch;
}

struct walk_item *stream_take(struct stream *stream)
{
	struct batch *batch;

	if (stream->at)
		stream->at = stream->at->next;
	while (!stream->at) {
		batch = exchange(stream);
		if (!batch)
			return NULL;
		stream->at = batch->first;
	}
	return &stream->at->item;
}

void stream_close(struct stream *stream)
{
	pthread_mutex_lock(&stream->lock);
	stream->is_closed = 1;
	pthread_cond_signal(&stream->is_free);
	pthread_mutex_unlock(&stream->lock);
}
