// SPDX-License-Identifier: GPL-2.0
/*
 * A disk whose writes stay in memory: a journal is replayed, its image is not
 * touched.
 *
 * Changed blocks are found by number in a hash table and live until the disk is
 * closed. Readers share the lock; a writer is alone, since it may have to fill
 * the rest of a block from the base first.
 */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "dev/disk/blk.h"
#include "dev/disk/blk_cow.h"
#include "dev/disk/blk_io.h"

struct overlay {
	struct lkl__blk blk;
	struct lkl__blk *base;
	pthread_rwlock_t lock;
	struct lkl__cow cow;
};

static struct overlay *to_overlay(struct lkl__blk *blk)
{
	_Static_assert(offsetof(struct overlay, blk) == 0, "comes first");
	return (struct overlay *)blk;
}

static int base_read(struct overlay *overlay, void *to, uint64_t bytes,
		     uint64_t offset)
{
	struct iovec iov = { to, bytes };

	return overlay->base->ops->read(overlay->base, &iov, 1, offset);
}

/* The part of [offset, offset + bytes) that lies in one block. */
static uint64_t part_of(uint64_t offset, uint64_t bytes)
{
	uint64_t left = LKL__COW_BYTES - offset % LKL__COW_BYTES;

	return bytes < left ? bytes : left;
}

/* The disk may end inside of its last block. */
static uint64_t block_bytes(const struct overlay *overlay, uint64_t nr)
{
	return part_of(nr * LKL__COW_BYTES,
		       overlay->blk.bytes - nr * LKL__COW_BYTES);
}

/* How far from @offset on no block has been changed, at most @bytes. */
static uint64_t unchanged(struct overlay *overlay, uint64_t offset,
			  uint64_t bytes)
{
	uint64_t done = 0;

	while (done < bytes &&
	       !lkl__cow_find(&overlay->cow, (offset + done) / LKL__COW_BYTES))
		done += part_of(offset + done, bytes - done);
	return done;
}

/* Read into one buffer. */
static int read_buffer(struct overlay *overlay, char *to, uint64_t bytes,
		       uint64_t offset)
{
	uint64_t part;
	int err;

	for (; bytes; to += part, offset += part, bytes -= part) {
		part = unchanged(overlay, offset, bytes);
		if (part) {
			err = base_read(overlay, to, part, offset);
			if (err)
				return err;
			continue;
		}
		part = part_of(offset, bytes);
		memcpy(to, lkl__cow_find(&overlay->cow,
					 offset / LKL__COW_BYTES) +
		       offset % LKL__COW_BYTES, part);
	}
	return 0;
}

static int overlay_read(struct lkl__blk *blk, struct iovec *iov, int nr,
			uint64_t offset)
{
	struct overlay *overlay = to_overlay(blk);
	int err = 0, i;

	pthread_rwlock_rdlock(&overlay->lock);
	if (unchanged(overlay, offset, lkl__iov_bytes(iov, nr)) ==
	    lkl__iov_bytes(iov, nr)) {
		err = overlay->base->ops->read(overlay->base, iov, nr, offset);
		goto unlock;
	}
	for (i = 0; i < nr && !err; i++) {
		err = read_buffer(overlay, iov[i].iov_base, iov[i].iov_len,
				  offset);
		offset += iov[i].iov_len;
	}
unlock:
	pthread_rwlock_unlock(&overlay->lock);
	return err;
}

/* The changed block around @offset, filled from the base if it is new. */
static int changed_block(struct overlay *overlay, uint64_t offset,
			 uint64_t bytes, char **data)
{
	uint64_t nr = offset / LKL__COW_BYTES;
	int err;

	*data = lkl__cow_find(&overlay->cow, nr);
	if (*data)
		return 0;
	err = lkl__cow_add(&overlay->cow, nr, data);
	if (err)
		return err;
	if (bytes == block_bytes(overlay, nr))
		return 0;
	err = base_read(overlay, *data, block_bytes(overlay, nr),
			nr * LKL__COW_BYTES);
	if (err)
		lkl__cow_undo(&overlay->cow, nr);
	return err;
}

static int overlay_write(struct lkl__blk *blk, struct iovec *iov, int nr,
			 uint64_t offset)
{
	struct overlay *overlay = to_overlay(blk);
	uint64_t bytes = lkl__iov_bytes(iov, nr), part;
	unsigned int left = nr;
	char *data;
	int err = 0;

	pthread_rwlock_wrlock(&overlay->lock);
	for (; bytes; bytes -= part, offset += part) {
		part = part_of(offset, bytes);
		err = changed_block(overlay, offset, part, &data);
		if (err)
			break;
		lkl__iov_take(&iov, &left, data + offset % LKL__COW_BYTES,
			      part);
	}
	pthread_rwlock_unlock(&overlay->lock);
	return err;
}

static int overlay_flush(struct lkl__blk *blk)
{
	(void)blk;
	return 0;
}

static void overlay_close(struct lkl__blk *blk)
{
	struct overlay *overlay = to_overlay(blk);

	lkl__cow_free(&overlay->cow);
	pthread_rwlock_destroy(&overlay->lock);
	lkl__blk_close(overlay->base);
	free(overlay);
}

static const struct lkl__blk_ops overlay_ops = {
	.read = overlay_read,
	.write = overlay_write,
	.flush = overlay_flush,
	.close = overlay_close,
};

int lkl__blk_overlay_open(struct lkl__blk *base, uint64_t limit_bytes,
			  struct lkl__blk **blk)
{
	struct overlay *overlay = calloc(1, sizeof(*overlay));

	if (!overlay)
		return -ENOMEM;
	overlay->blk = *base;
	overlay->blk.ops = &overlay_ops;
	overlay->blk.read_only = false;
	overlay->base = base;
	pthread_rwlock_init(&overlay->lock, NULL);
	overlay->cow.limit = limit_bytes / LKL__COW_BYTES;
	*blk = &overlay->blk;
	return 0;
}
