// SPDX-License-Identifier: GPL-2.0
/*
 * How disks follow the kernel's life: plugged in, pulled out, closed.
 */
#include "dev/disk/disk.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dev/disk/disk_table.h"
#include "host/posix/cancel.h"
#include "internal.h"
#include "lkl_disk.h"

/* These two by who has claimed the disk. */
static int plug(struct lkl__disk *disk)
{
	int err;

	memset(&disk->vblk, 0, sizeof(disk->vblk));
	memset(&disk->mmio, 0, sizeof(disk->mmio));
	memcpy(disk->vblk.serial, disk->serial, sizeof(disk->serial));
	lkl__virtio_blk_init(&disk->vblk, disk->blk, disk->nr_queues);
	err = lkl__virtio_mmio_plug(&disk->mmio, &disk->vblk.dev);
	disk->plugged = !err;
	return err;
}

static void unplug(struct lkl__disk *disk)
{
	if (disk->plugged)
		lkl__virtio_mmio_unplug(&disk->mmio);
	disk->plugged = false;
}

static int start(void)
{
	struct lkl__disk *disk;
	int err = 0, id;

	for (id = 0; id < LKL__DISKS && !err; id++) {
		disk = lkl__disk_claim(id);
		if (!disk)
			continue;
		if (!disk->plugged)
			err = plug(disk);
		lkl__disk_unclaim(disk);
	}
	return err;
}

static void stop(void)
{
	struct lkl__disk *disk;
	int id;

	for (id = 0; id < LKL__DISKS; id++) {
		disk = lkl__disk_claim(id);
		if (!disk)
			continue;
		unplug(disk);
		lkl__disk_unclaim(disk);
	}
}

static struct lkl__stage disk_stage = {
	.start = start,
	.stop = stop,
	.abandon = lkl__disks_abandon,
};

int lkl__disk_insert(struct lkl__disk *disk)
{
	int id, err = 0;

	lkl__stage_add(&disk_stage);
	id = lkl__disk_enter(disk);
	if (id < 0)
		return id;
	if (!disk->serial[0])
		snprintf(disk->serial, sizeof(disk->serial), "lkl-%d", id);
	/* If it boots from here on, start() waits for this one. */
	if (lkl_is_running())
		err = plug(disk);
	if (err)
		lkl__disk_leave(disk);
	else
		lkl__disk_unclaim(disk);
	return err ? err : id;
}

int lkl_disk_is_busy(int id)
{
	struct lkl__disk *disk = lkl__disk_of(id);

	return disk ? lkl__virtio_is_busy(&disk->vblk.dev) : -ENODEV;
}

static int close_disk(int id)
{
	struct lkl__disk *disk = lkl__disk_claim(id);
	int err = 0;

	if (!disk)
		return -ENODEV;
	unplug(disk);
	lkl__disk_leave(disk);
	/* Programs that wrote to the device itself may not have synced it. */
	if (!disk->blk->read_only)
		err = disk->blk->ops->flush(disk->blk);
	lkl__disk_release(disk);
	free(disk);
	return err;
}

int lkl_disk_close(int id)
{
	int cancel = lkl__cancel_disable();
	int err = close_disk(id);

	lkl__cancel_restore(cancel);
	return err;
}
