// SPDX-License-Identifier: GPL-2.0
/*
 * Items on their way from one thread to another.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "copy/stream.h"

/**
 * DOC: batches
 *
 * A batch is memory that is handed out from its start: items, what they point
 * to, and contents of files. It is in one of four states: free, being filled,
 * ready, being taken. The lock guards the lists of those that are free or
 * ready, and the flags; the other two are their thread's alone.
 *
 * The reader hands a batch over when it is full, or when the taker waits, there
 * is an item that is complete, and enough to be worth waking it.
 */
#define PAGE		4096UL
#define ALIGNED		16UL
/* A batch has room for this much contents and some items. */
#define DATA_BYTES	(1UL << 20)
#define BATCH_BYTES	(DATA_BYTES + 4 * PAGE)
/* Pieces of large files are not smaller than this. */
#define DATA_LEAST	(128UL << 10)
#define NR_LEAST	3
/* To wake the taker costs as much as to read this. */
#define OFFER_BYTES	(128UL << 10)

/* Memory that did not fit into a batch. */
struct extra {
	struct extra *next;
	void *memory;
};

struct entry {
	struct walk_item item;
	struct entry *next;
};

struct batch {
	struct batch *next;
	char *memory;
	unsigned long used;
	struct entry *first, *last;
	struct extra *extras;
};

struct stream {
	pthread_mutex_t lock;
	pthread_cond_t is_ready, is_free;
	struct batch *ready, **ready_end, *free;
	int waits, has_ended, is_closed;
	/* The reader's, and the taker's. */
	struct batch *filled, *taken;
	struct entry *at;
};

static void reset(struct batch *batch)
{
	struct extra *extra;

	while ((extra = batch->extras)) {
		batch->extras = extra->next;
		free(extra->memory);
		free(extra);
	}
	batch->used = 0;
	batch->first = NULL;
	batch->last = NULL;
}

static void free_batches(struct batch *batch)
{
	struct batch *next;

	for (; batch; batch = next) {
		next = batch->next;
		reset(batch);
		free(batch->memory);
		free(batch);
	}
}

static struct batch *new_batch(struct batch *next)
{
	struct batch *batch = calloc(1, sizeof(*batch));

	if (!batch)
		return NULL;
	if (posix_memalign((void **)&batch->memory, PAGE, BATCH_BYTES)) {
		free(batch);
		return NULL;
	}
	batch->next = next;
	return batch;
}

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
		batch = new_batch(stream->free);
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
	free_batches(stream->free);
	free_batches(stream->ready);
	free_batches(stream->filled);
	free_batches(stream->taken);
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

	if (!batch || BATCH_BYTES - batch->used < bytes)
		batch = next_batch(stream);
	return batch;
}

static void *take_from(struct batch *batch, unsigned long bytes)
{
	void *memory = batch->memory + batch->used;

	batch->used += (bytes + ALIGNED - 1) & ~(ALIGNED - 1);
	return memory;
}

static struct walk_item *add_item(struct batch *batch, enum walk_kind kind)
{
	struct entry *entry = take_from(batch, sizeof(*entry));

	memset(entry, 0, sizeof(*entry));
	entry->item.kind = kind;
	if (batch->last)
		batch->last->next = entry;
	else
		batch->first = entry;
	batch->last = entry;
	return &entry->item;
}

struct walk_item *stream_item(struct stream *stream, enum walk_kind kind)
{
	struct batch *batch = batch_for(stream, PAGE);

	return batch ? add_item(batch, kind) : NULL;
}

int stream_adopt(struct stream *stream, void *memory)
{
	struct extra *extra = malloc(sizeof(*extra));

	if (!extra)
		return -ENOMEM;
	extra->memory = memory;
	extra->next = stream->filled->extras;
	stream->filled->extras = extra;
	return 0;
}

void *stream_alloc(struct stream *stream, unsigned long bytes)
{
	struct batch *batch = stream->filled;
	void *memory;

	if (BATCH_BYTES - batch->used >= bytes + ALIGNED)
		return take_from(batch, bytes);
	memory = malloc(bytes);
	if (memory && stream_adopt(stream, memory)) {
		free(memory);
		return NULL;
	}
	return memory;
}

void stream_shrink(struct stream *stream, void *last, unsigned long bytes)
{
	struct batch *batch = stream->filled;
	char *start = last;

	if (start < batch->memory || start >= batch->memory + BATCH_BYTES)
		return;
	batch->used = (unsigned long)(start - batch->memory);
	take_from(batch, bytes);
}

/* Contents of large files are at pages, which is faster to copy. */
static void align(struct batch *batch, unsigned long bytes)
{
	if (bytes >= DATA_LEAST)
		batch->used = (batch->used + PAGE - 1) & ~(PAGE - 1);
}

struct walk_item *stream_data(struct stream *stream, unsigned long *bytes)
{
	unsigned long least = *bytes < DATA_LEAST ? *bytes : DATA_LEAST;
	struct walk_item *item;
	struct batch *batch;
	unsigned long room;

	batch = batch_for(stream, least + sizeof(struct entry) + 3 * PAGE);
	if (!batch)
		return NULL;
	item = add_item(batch, WALK_DATA);
	align(batch, *bytes);
	room = BATCH_BYTES - batch->used;
	if (*bytes > room)
		*bytes = room & ~(PAGE - 1);
	item->data = take_from(batch, *bytes);
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
		reset(batch);
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
