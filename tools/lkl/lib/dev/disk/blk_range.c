// SPDX-License-Identifier: GPL-2.0
/*
 * A part of another back end as a disk of its own.
 */
#include <errno.h>
#include <stdlib.h>

#include "dev/disk/blk.h"

struct range {
	struct lkl__blk blk;
	struct lkl__blk *base;
	uint64_t offset;
};

static struct range *to_range(struct lkl__blk *blk)
{
	_Static_assert(offsetof(struct range, blk) == 0, "comes first");
	return (struct range *)blk;
}

static int range_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		      uint64_t offset)
{
	struct range *range = to_range(blk);

	return range->base->ops->read(range->base, iov, nr,
				      range->offset + offset);
}

static int range_write(struct lkl__blk *blk, struct iovec *iov, int nr,
		       uint64_t offset)
{
	struct range *range = to_range(blk);

	return range->base->ops->write(range->base, iov, nr,
				       range->offset + offset);
}

static int range_flush(struct lkl__blk *blk)
{
	struct lkl__blk *base = to_range(blk)->base;

	return base->ops->flush(base);
}

static int range_discard(struct lkl__blk *blk, uint64_t offset, uint64_t bytes)
{
	struct range *range = to_range(blk);

	if (!range->base->ops->discard)
		return -EOPNOTSUPP;
	return range->base->ops->discard(range->base, range->offset + offset,
					 bytes);
}

static int range_zero(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
		      bool unmap)
{
	struct range *range = to_range(blk);

	return range->base->ops->zero(range->base, range->offset + offset,
				      bytes, unmap);
}

static void range_close(struct lkl__blk *blk)
{
	lkl__blk_close(to_range(blk)->base);
	free(blk);
}

static const struct lkl__blk_ops range_ops = {
	.read = range_read,
	.write = range_write,
	.flush = range_flush,
	.discard = range_discard,
	.zero = range_zero,
	.close = range_close,
};

/* Of a base that cannot zero: what is not offered is not called. */
static const struct lkl__blk_ops plain_range_ops = {
	.read = range_read,
	.write = range_write,
	.flush = range_flush,
	.close = range_close,
};

int lkl__blk_range_open(struct lkl__blk *base, uint64_t offset, uint64_t bytes,
			struct lkl__blk **blk)
{
	struct range *range;

	if (offset >= base->bytes || bytes > base->bytes - offset)
		return -EINVAL;
	if (!bytes)
		bytes = base->bytes - offset;
	if ((offset | bytes) % base->block_bytes)
		return -EINVAL;

	range = calloc(1, sizeof(*range));
	if (!range)
		return -ENOMEM;
	range->blk = *base;
	range->blk.ops = base->ops->zero ? &range_ops : &plain_range_ops;
	range->blk.bytes = bytes;
	range->base = base;
	range->offset = offset;
	/* A range that starts inside of a physical block has none. */
	if (offset % range->blk.phys_bytes)
		range->blk.phys_bytes = range->blk.block_bytes;
	*blk = &range->blk;
	return 0;
}
