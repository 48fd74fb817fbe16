// SPDX-License-Identifier: GPL-2.0
/*
 * The table of disks, and how they follow the kernel's life.
 */
#include "dev/disk/disk.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dev/disk/blk_lock.h"
#include "host/posix/cancel.h"
#include "internal.h"
#include "lkl_disk.h"

#define MAX_DISKS	256

/*
 * Protects the table and what is private in its disks. Held while the kernel
 * probes a disk, which never comes back here.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct lkl__disk *disks[MAX_DISKS];

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
	int err = 0, i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_DISKS && !err; i++) {
		if (disks[i] && !disks[i]->plugged)
			err = plug(disks[i]);
	}
	pthread_mutex_unlock(&lock);
	return err;
}

static void stop(void)
{
	int i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_DISKS; i++) {
		if (disks[i])
			unplug(disks[i]);
	}
	pthread_mutex_unlock(&lock);
}

/*
 * The lock of an image ends when its last descriptor is closed, or when anybody
 * unlocks it: a child has neither a descriptor nor disks to close.
 */
static void abandon(void)
{
	int i;

	pthread_mutex_init(&lock, NULL);
	for (i = 0; i < MAX_DISKS; i++) {
		if (disks[i] && disks[i]->own_fd >= 0)
			close(disks[i]->own_fd);
		disks[i] = NULL;
	}
	lkl__blk_locks_abandon();
}

static struct lkl__stage disk_stage = {
	.start = start,
	.stop = stop,
	.abandon = abandon,
};

static int free_id(void)
{
	int id;

	for (id = 0; id < MAX_DISKS; id++) {
		if (!disks[id])
			return id;
	}
	return -ENFILE;
}

int lkl__disk_insert(struct lkl__disk *disk)
{
	int id, err = 0;

	lkl__stage_add(&disk_stage);
	pthread_mutex_lock(&lock);
	id = free_id();
	if (id < 0)
		goto unlock;
	if (!disk->serial[0])
		snprintf(disk->serial, sizeof(disk->serial), "lkl-%d", id);
	disk->id = id;
	if (lkl_is_running())
		err = plug(disk);
	if (!err)
		disks[id] = disk;
unlock:
	pthread_mutex_unlock(&lock);
	return err ? err : id;
}

int lkl__disk_kernel_id(int id)
{
	int kernel_id = -ENODEV;

	pthread_mutex_lock(&lock);
	if (id >= 0 && id < MAX_DISKS && disks[id] && disks[id]->plugged)
		kernel_id = disks[id]->mmio.id;
	pthread_mutex_unlock(&lock);
	return kernel_id;
}

int lkl__disk_find(const struct lkl__disk *disk)
{
	int id = -ENODEV, i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_DISKS && disk; i++) {
		if (disks[i] == disk)
			id = i;
	}
	pthread_mutex_unlock(&lock);
	return id;
}

static struct lkl__disk *take_out(int id)
{
	struct lkl__disk *disk = NULL;

	pthread_mutex_lock(&lock);
	if (id >= 0 && id < MAX_DISKS && disks[id]) {
		disk = disks[id];
		unplug(disk);
		disks[id] = NULL;
	}
	pthread_mutex_unlock(&lock);
	return disk;
}

static int close_disk(int id)
{
	struct lkl__disk *disk = take_out(id);
	int err = 0;

	if (!disk)
		return -ENODEV;
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
