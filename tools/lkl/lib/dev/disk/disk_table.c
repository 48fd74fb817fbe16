// SPDX-License-Identifier: GPL-2.0
/*
 * The table of disks, and which thread has which of them for itself.
 */
#include "dev/disk/disk_table.h"

#include <errno.h>
#include <pthread.h>
#include <unistd.h>

#include "dev/disk/blk_lock.h"
#include "dev/disk/disk.h"

/*
 * Protects the table and who has claimed what. Not held while a disk is plugged
 * in or pulled out, which takes as long as its storage wants it to.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t unclaimed = PTHREAD_COND_INITIALIZER;
static struct lkl__disk *disks[LKL__DISKS];

static struct lkl__disk *disk_of(int id)
{
	return id >= 0 && id < LKL__DISKS ? disks[id] : NULL;
}

int lkl__disk_enter(struct lkl__disk *disk)
{
	int id;

	pthread_mutex_lock(&lock);
	for (id = 0; id < LKL__DISKS && disks[id]; id++)
		;
	if (id < LKL__DISKS) {
		disk->id = id;
		disk->claimed = true;
		disks[id] = disk;
	}
	pthread_mutex_unlock(&lock);
	return id < LKL__DISKS ? id : -ENFILE;
}

struct lkl__disk *lkl__disk_claim(int id)
{
	struct lkl__disk *disk;

	pthread_mutex_lock(&lock);
	while ((disk = disk_of(id)) && disk->claimed)
		pthread_cond_wait(&unclaimed, &lock);
	if (disk)
		disk->claimed = true;
	pthread_mutex_unlock(&lock);
	return disk;
}

void lkl__disk_unclaim(struct lkl__disk *disk)
{
	pthread_mutex_lock(&lock);
	disk->claimed = false;
	pthread_cond_broadcast(&unclaimed);
	pthread_mutex_unlock(&lock);
}

void lkl__disk_leave(struct lkl__disk *disk)
{
	pthread_mutex_lock(&lock);
	disks[disk->id] = NULL;
	pthread_cond_broadcast(&unclaimed);
	pthread_mutex_unlock(&lock);
}

struct lkl__disk *lkl__disk_of(int id)
{
	struct lkl__disk *disk;

	pthread_mutex_lock(&lock);
	disk = disk_of(id);
	pthread_mutex_unlock(&lock);
	return disk;
}

int lkl__disk_kernel_id(int id)
{
	struct lkl__disk *disk;
	int kernel_id = -ENODEV;

	pthread_mutex_lock(&lock);
	disk = disk_of(id);
	if (disk && !disk->claimed && disk->plugged)
		kernel_id = disk->mmio.id;
	pthread_mutex_unlock(&lock);
	return kernel_id;
}

int lkl__disk_find(const struct lkl__disk *disk)
{
	int id = -ENODEV, i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < LKL__DISKS && disk; i++) {
		if (disks[i] == disk)
			id = i;
	}
	pthread_mutex_unlock(&lock);
	return id;
}

/*
 * The lock of an image ends when its last descriptor is closed, or when anybody
 * unlocks it: a child has neither a descriptor nor disks to close.
 */
void lkl__disks_abandon(void)
{
	int i;

	pthread_mutex_init(&lock, NULL);
	pthread_cond_init(&unclaimed, NULL);
	for (i = 0; i < LKL__DISKS; i++) {
		if (disks[i] && disks[i]->own_fd >= 0)
			close(disks[i]->own_fd);
		disks[i] = NULL;
	}
	lkl__blk_locks_abandon();
}
