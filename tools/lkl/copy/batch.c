// SPDX-License-Identifier: GPL-2.0
/*
 * Memory for items of a walk.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/batch.h"

#define ALIGNED		16UL

/* Memory that did not fit into a batch. */
struct batch_extra {
	struct batch_extra *next;
	void *memory;
};

struct batch *batch_new(struct batch *next)
{
	struct batch *batch = calloc(1, sizeof(*batch));

	if (!batch)
		return NULL;
	if (posix_memalign((void **)&batch->memory, BATCH_PAGE, BATCH_BYTES)) {
		free(batch);
		return NULL;
	}
	batch->next = next;
	return batch;
}

void batch_reset(struct batch *batch)
{
	struct batch_extra *extra;

	while ((extra = batch->extras)) {
		batch->extras = extra->next;
		free(extra->memory);
		free(extra);
	}
	batch->used = 0;
	batch->first = NULL;
	batch->last = NULL;
}

void batch_free(struct batch *batch)
{
	struct batch *next;

	for (; batch; batch = next) {
		next = batch->next;
		batch_reset(batch);
		free(batch->memory);
		free(batch);
	}
}

unsigned long batch_room(const struct batch *batch)
{
	return BATCH_BYTES - batch->used;
}

void *batch_take(struct batch *batch, unsigned long bytes)
{
	void *memory = batch->memory + batch->used;

	batch->used += (bytes + ALIGNED - 1) & ~(ALIGNED - 1);
	return memory;
}

struct walk_item *batch_add(struct batch *batch, enum walk_kind kind)
{
	struct batch_entry *entry = batch_take(batch, sizeof(*entry));

	memset(entry, 0, sizeof(*entry));
	entry->item.kind = kind;
	if (batch->last)
		batch->last->next = entry;
	else
		batch->first = entry;
	batch->last = entry;
	return &entry->item;
}

int batch_adopt(struct batch *batch, void *memory)
{
	struct batch_extra *extra = malloc(sizeof(*extra));

	if (!extra)
		return -ENOMEM;
	extra->memory = memory;
	extra->next = batch->extras;
	batch->extras = extra;
	return 0;
}

void *batch_alloc(struct batch *batch, unsigned long bytes)
{
	void *memory;

	if (batch_room(batch) >= bytes + ALIGNED)
		return batch_take(batch, bytes);
	memory = malloc(bytes);
	if (memory && batch_adopt(batch, memory)) {
		free(memory);
		return NULL;
	}
	return memory;
}

void batch_shrink(struct batch *batch, void *last, unsigned long bytes)
{
	char *start = last;

	if (start < batch->memory || start >= batch->memory + BATCH_BYTES)
		return;
	batch->used = (unsigned long)(start - batch->memory);
	batch_take(batch, bytes);
}

void batch_align(struct batch *batch)
{
	batch->used = (batch->used + BATCH_PAGE - 1) & ~(BATCH_PAGE - 1);
}
