// SPDX-License-Identifier: GPL-2.0
/*
 * Functions of the program as the back end of a disk.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dev/disk/blk.h"
#include "lkl_disk.h"

struct callbacks {
	struct lkl__blk blk;
	struct lkl__blk_ops ops;
	struct lkl_disk_callbacks call;
	void *handle;
};

static struct callbacks *to_callbacks(struct lkl__blk *blk)
{
	_Static_assert(offsetof(struct callbacks, blk) == 0, "comes first");
	return (struct callbacks *)blk;
}

static int call_read(struct lkl__blk *blk, struct iovec *iov, int nr,
		     uint64_t offset)
{
	struct callbacks *cb = to_callbacks(blk);

	return cb->call.read(cb->handle, iov, nr, offset);
}

static int call_write(struct lkl__blk *blk, struct iovec *iov, int nr,
		      uint64_t offset)
{
	struct callbacks *cb = to_callbacks(blk);

	return cb->call.write(cb->handle, iov, nr, offset);
}

static int call_flush(struct lkl__blk *blk)
{
	struct callbacks *cb = to_callbacks(blk);

	return cb->call.flush ? cb->call.flush(cb->handle) : 0;
}

static int call_discard(struct lkl__blk *blk, uint64_t offset, uint64_t bytes)
{
	struct callbacks *cb = to_callbacks(blk);

	return cb->call.discard(cb->handle, offset, bytes);
}

static int call_zero(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
		     bool unmap)
{
	struct callbacks *cb = to_callbacks(blk);

	return cb->call.zero(cb->handle, offset, bytes, unmap);
}

static void call_close(struct lkl__blk *blk)
{
	struct callbacks *cb = to_callbacks(blk);

	if (cb->call.close)
		cb->call.close(cb->handle);
	free(cb);
}

static void fill(struct callbacks *cb)
{
	cb->ops.read = call_read;
	cb->ops.write = call_write;
	cb->ops.flush = call_flush;
	cb->ops.discard = cb->call.discard ? call_discard : NULL;
	cb->ops.zero = cb->call.zero ? call_zero : NULL;
	cb->ops.close = call_close;
	cb->blk.ops = &cb->ops;
	cb->blk.block_bytes = LKL__SECTOR;
	cb->blk.phys_bytes = LKL__SECTOR;
	cb->blk.parallel = cb->call.parallel ? cb->call.parallel : 1;
	cb->blk.read_only = !cb->call.write;
}

int lkl__blk_callbacks_open(const struct lkl_disk_callbacks *callbacks,
			    void *handle, struct lkl__blk **blk)
{
	struct callbacks *cb;
	int err;

	if (!callbacks || callbacks->size < sizeof(*callbacks) ||
	    !callbacks->get_bytes || !callbacks->read)
		return -EINVAL;
	cb = calloc(1, sizeof(*cb));
	if (!cb)
		return -ENOMEM;
	cb->call = *callbacks;
	cb->handle = handle;
	fill(cb);
	err = cb->call.get_bytes(handle, &cb->blk.bytes);
	if (!err && (!cb->blk.bytes || cb->blk.bytes % LKL__SECTOR))
		err = -EINVAL;
	if (err) {
		free(cb);
		return err;
	}
	*blk = &cb->blk;
	return 0;
}
