/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Items on their way from the thread that reads to the one that takes them, in
 * batches of bounded size.
 */
#ifndef _LKL_COPY_STREAM_H
#define _LKL_COPY_STREAM_H

#include "copy/walk.h"

struct stream;

/** stream_open() - a stream that takes about @memory_bytes; NULL: no memory */
struct stream *stream_open(unsigned long memory_bytes);

/** stream_free() - free it; no other thread uses it any more */
void stream_free(struct stream *stream);

/*
 * For the thread that reads. What returns a pointer returns NULL, and what
 * returns an int -ECANCELED, once stream_close() was called, and -ENOMEM.
 */

/** stream_item() - add an item, zero but for its @kind */
struct walk_item *stream_item(struct stream *stream, enum walk_kind kind);

/** stream_alloc() - memory that lasts as long as the item added last */
void *stream_alloc(struct stream *stream, unsigned long bytes);

/** stream_shrink() - give back all but @bytes of what was allocated last */
void stream_shrink(struct stream *stream, void *last, unsigned long bytes);

/** stream_adopt() - have free() called on memory when the last item is gone */
int stream_adopt(struct stream *stream, void *memory);

/**
 * stream_data() - add a WALK_DATA and get room for its data
 * @bytes: how much is wanted; set to how much there is room for, which is a
 *	multiple of a page if it is less
 *
 * To be followed by stream_data_end().
 */
struct walk_item *stream_data(struct stream *stream, unsigned long *bytes);

/** stream_data_end() - @bytes of it were filled, maybe 0 */
void stream_data_end(struct stream *stream, struct walk_item *item,
		     unsigned long bytes);

/** stream_offer() - hand over what there is if the taker waits for it */
void stream_offer(struct stream *stream);

/** stream_end() - hand over what there is; nothing follows */
void stream_end(struct stream *stream);

/* For the thread that takes. */

/** stream_take() - wait for the next item; NULL at the end */
struct walk_item *stream_take(struct stream *stream);

/** stream_close() - nothing will be taken any more */
void stream_close(struct stream *stream);

#endif
