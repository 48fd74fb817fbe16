// SPDX-License-Identifier: GPL-2.0
/*
 * Items on their way from one thread to another.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

#include "copy/batch.h"
#include "copy/stream.h"

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
/* Pieces of large files are not smaller than this. */
#define DATA_LEAST	(128UL << 10)
#define NR_LEAST	3
/* To wake the taker costs as much as to read this. */
#define OFFER_BYTES	(128UL << 10)

struct stream {
	pthread_mutex_t lock;
	pthread_cond_t is_ready, is_free;
	struct batch *ready, **ready_end, *free;
	int waits, has_ended, is_closed;
	/* The reader's, and the taker's. */
	struct batch *filled, *taken;
	struct batch_entry *at;
};

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

/* Called with the lock. */
static void hand_over(struct stream *stream)
{
	if (!stream->filled)
		return;
	*stream->ready_end = stream->filled;
	stream->ready_end = &stream->filled->next;
	stream->filled = NULL;
	pthread_cond_signal(&stream->is_ready);
}

/* A batch to fill, in place of the one that is full. */
static struct batch *next_batch(struct stream *stream)
{
	struct batch *batch = NULL;

	pthread_mutex_lock(&stream->lock);
	hand_over(stream);
	while (!stream->free && !stream->is_closed)
		pthread_cond_wait(&stream->is_free, &stream->lock);
	if (!stream->is_closed) {
		batch = stream->free;
		stream->free = batch->next;
		batch->next = NULL;
	}
	stream->filled = batch;
	pthread_mutex_unlock(&stream->lock);
	return batch;
}

/* Its batch, with so many bytes left in it. */
static struct batch *batch_for(struct stream *stream, unsigned long bytes)
{
	struct batch *batch = stream->filled;

	if (!batch || batch_room(batch) < bytes)
		batch = next_batch(stream);
	return batch;
}

struct walk_item *stream_item(struct stream *stream, enum walk_kind kind)
{
	struct batch *batch = batch_for(stream, BATCH_PAGE);

	return batch ? batch_add(batch, kind) : NULL;
}

int stream_adopt(struct stream *stream, void *memory)
{
	return batch_adopt(stream->filled, memory);
}

void *stream_alloc(struct stream *stream, unsigned long bytes)
{
	return batch_alloc(stream->filled, bytes);
}

void stream_shrink(struct stream *stream, void *last, unsigned long bytes)
{
	batch_shrink(stream->filled, last, bytes);
}

/* Contents of large files are at pages, which is faster to copy. */
struct walk_item *stream_data(struct stream *stream, unsigned long *bytes)
{
	unsigned long least = *bytes < DATA_LEAST ? *bytes : DATA_LEAST;
	struct walk_item *item;
	struct batch *batch;
	unsigned long room;

	batch = batch_for(stream, least + sizeof(struct batch_entry) +
			  3 * BATCH_PAGE);
	if (!batch)
		return NULL;
	item = batch_add(batch, WALK_DATA);
	if (*bytes >= DATA_LEAST)
		batch_align(batch);
	room = batch_room(batch);
	if (*bytes > room)
		*bytes = room & ~(BATCH_PAGE - 1);
	item->data = batch_take(batch, *bytes);
	return item;
}

void stream_data_end(struct stream *stream, struct walk_item *item,
		     unsigned long bytes)
{
	item->bytes = bytes;
	stream_shrink(stream, (void *)item->data, bytes);
}

void stream_offer(struct stream *stream)
{
	if (!stream->filled || stream->filled->used < OFFER_BYTES ||
	    !__atomic_load_n(&stream->waits, __ATOMIC_RELAXED))
		return;
	pthread_mutex_lock(&stream->lock);
	if (stream->waits)
		hand_over(stream);
	pthread_mutex_unlock(&stream->lock);
}

void stream_end(struct stream *stream)
{
	pthread_mutex_lock(&stream->lock);
	hand_over(stream);
	stream->has_ended = 1;
	pthread_cond_signal(&stream->is_ready);
	pthread_mutex_unlock(&stream->lock);
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
