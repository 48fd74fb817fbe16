// SPDX-License-Identifier: GPL-2.0
/*
 * The end of a stream where items go in.
 */
#include <errno.h>

#include "copy/stream_parts.h"

/* Pieces of large files are not smaller than this. */
#define DATA_LEAST	(128UL << 10)
/* To wake the taker costs as much as to read this. */
#define OFFER_BYTES	(128UL << 10)

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
