// SPDX-License-Identifier: GPL-2.0
/*
 * From the options of a disk to its back ends, stacked.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dev/disk/blk_lock.h"
#include "dev/disk/disk.h"
#include "host/posix/cancel.h"
#include "lkl_disk.h"

#define ALL_FLAGS \
	(LKL_DISK_READONLY | LKL_DISK_PROTECTED | LKL_DISK_NO_LOCK)
#define OVERLAY_BYTES	(1ULL << 30)
#define BLOCK_BYTES_MAX	4096U

static int cut_range(struct lkl__disk *disk,
		     const struct lkl_disk_options *options)
{
	if (options->from == LKL_DISK_MEMORY ||
	    (!options->offset && !options->length))
		return 0;
	return lkl__blk_range_open(disk->blk, options->offset, options->length,
				   &disk->blk);
}

static int set_block_bytes(struct lkl__blk *blk, unsigned int bytes)
{
	if (!bytes)
		bytes = blk->block_bytes;
	if (bytes < blk->block_bytes || bytes > BLOCK_BYTES_MAX ||
	    (bytes & (bytes - 1)) || blk->bytes % bytes)
		return -EINVAL;
	blk->block_bytes = bytes;
	if (blk->phys_bytes < bytes)
		blk->phys_bytes = bytes;
	return 0;
}

static int protect(struct lkl__disk *disk,
		   const struct lkl_disk_options *options)
{
	if (options->flags & LKL_DISK_PROTECTED) {
		disk->blk->read_only = true;
		return 0;
	}
	if (!(options->flags & LKL_DISK_READONLY) && !disk->blk->read_only)
		return 0;
	return lkl__blk_overlay_open(disk->blk, options->overlay_bytes ?
				     options->overlay_bytes : OVERLAY_BYTES,
				     &disk->blk);
}

static int check(const struct lkl_disk_options *options)
{
	if (!options || options->size < LKL__DISK_OPTIONS_MIN)
		return -EINVAL;
	if (options->flags & ~ALL_FLAGS)
		return -EINVAL;
	if (options->nr_queues > LKL__DISK_QUEUES)
		return -EINVAL;
	if (options->serial && strlen(options->serial) > VIRTIO_BLK_ID_BYTES)
		return -EINVAL;
	return 0;
}

int lkl__disk_prepare(struct lkl__disk *disk,
		      const struct lkl_disk_options *options)
{
	int err = check(options);

	if (err)
		return err;
	disk->own_fd = -1;
	disk->lock_fd = -1;
	disk->nr_queues = options->nr_queues ? options->nr_queues : 1;
	if (options->serial)
		memcpy(disk->serial, options->serial, strlen(options->serial));
	err = lkl__disk_open_base(disk, options);
	if (err)
		return err;
	err = cut_range(disk, options);
	if (!err)
		err = set_block_bytes(disk->blk, options->block_bytes);
	if (!err)
		err = protect(disk, options);
	if (err) {
		lkl__disk_release(disk);
		return err;
	}
	if (disk->nr_queues > disk->blk->parallel)
		disk->nr_queues = disk->blk->parallel;
	return 0;
}

void lkl__disk_release(struct lkl__disk *disk)
{
	if (disk->lock_fd >= 0)
		lkl__blk_unlock(disk->lock_fd);
	lkl__blk_close(disk->blk);
}

static int open_disk(const struct lkl_disk_options *options)
{
	struct lkl__disk *disk = calloc(1, sizeof(*disk));
	int id;

	if (!disk)
		return -ENOMEM;
	id = lkl__disk_prepare(disk, options);
	if (id)
		goto free_disk;
	id = lkl__disk_insert(disk);
	if (id >= 0)
		return id;
	lkl__disk_release(disk);
free_disk:
	free(disk);
	return id;
}

int lkl_disk_open(const struct lkl_disk_options *options)
{
	int cancel = lkl__cancel_disable();
	int id = open_disk(options);

	lkl__cancel_restore(cancel);
	return id;
}
