/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Memory that is handed out from its start, for items of a walk and for all
 * that they point to, and given back as a whole.
 */
#ifndef _LKL_COPY_BATCH_H
#define _LKL_COPY_BATCH_H

#include "copy/walk.h"

#define BATCH_PAGE	4096UL
/* A batch has room for this much contents and some items. */
#define BATCH_DATA	(1UL << 20)
#define BATCH_BYTES	(BATCH_DATA + 4 * BATCH_PAGE)

/** struct batch_entry - an item, and the one behind it */
struct batch_entry {
	struct walk_item item;
	struct batch_entry *next;
};

/**
 * struct batch - a batch; of one thread at a time
 * @next: the owner's, for a list
 * @memory: BATCH_BYTES at a page
 * @used: how many are handed out
 * @first: the first item
 * @last: the last item
 * @extras: what did not fit
 */
struct batch {
	struct batch *next;
	char *memory;
	unsigned long used;
	struct batch_entry *first, *last;
	struct batch_extra *extras;
};

/** batch_new() - an empty one before @next; NULL: no memory */
struct batch *batch_new(struct batch *next);

/** batch_free() - free a list of them */
void batch_free(struct batch *batch);

/** batch_reset() - make it empty */
void batch_reset(struct batch *batch);

/** batch_room() - how many bytes are left in its memory */
unsigned long batch_room(const struct batch *batch);

/** batch_add() - add an item, zero but for its @kind; there is room for it */
struct walk_item *batch_add(struct batch *batch, enum walk_kind kind);

/** batch_take() - @bytes of its memory, of which there are that many */
void *batch_take(struct batch *batch, unsigned long bytes);

/** batch_alloc() - likewise, or else of other memory; NULL: no memory */
void *batch_alloc(struct batch *batch, unsigned long bytes);

/** batch_shrink() - give back all but @bytes of what was taken last */
void batch_shrink(struct batch *batch, void *last, unsigned long bytes);

/** batch_align() - go on at the start of a page */
void batch_align(struct batch *batch);

/** batch_adopt() - free() @memory when it is reset; 0 or -ENOMEM */
int batch_adopt(struct batch *batch, void *memory);

#endif
