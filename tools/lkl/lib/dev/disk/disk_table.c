// SPDX-License-Identifier: GPL-2.0
/*
 * The table of disks.
 */
#include "dev/disk/disk_table.h"

#include <errno.h>
#include <stddef.h>
#include <unistd.h>

#include "dev/disk/blk_lock.h"
#include "dev/disk/disk.h"
#include "dev/slots.h"

static struct lkl__slot *entries[LKL__DISKS];
static struct lkl__slots disks = LKL__SLOTS(entries);

static struct lkl__disk *to_disk(struct lkl__slot *slot)
{
	_Static_assert(offsetof(struct lkl__disk, slot) == 0, "comes first");
	return (struct lkl__disk *)slot;
}

int lkl__disk_enter(struct lkl__disk *disk)
{
	return lkl__slots_enter(&disks, &disk->slot, NULL);
}

struct lkl__disk *lkl__disk_claim(int id)
{
	return to_disk(lkl__slots_claim(&disks, id));
}

void lkl__disk_unclaim(struct lkl__disk *disk)
{
	lkl__slots_unclaim(&disks, &disk->slot);
}

void lkl__disk_leave(struct lkl__disk *disk)
{
	lkl__slots_leave(&disks, &disk->slot);
}

struct lkl__disk *lkl__disk_of(int id)
{
	struct lkl__disk *disk;

	pthread_mutex_lock(&disks.lock);
	disk = to_disk(lkl__slots_at(&disks, id));
	pthread_mutex_unlock(&disks.lock);
	return disk;
}

int lkl__disk_kernel_id(int id)
{
	struct lkl__disk *disk;
	int kernel_id = -ENODEV;

	pthread_mutex_lock(&disks.lock);
	disk = to_disk(lkl__slots_at_rest(&disks, id));
	if (disk && disk->plugged)
		kernel_id = disk->mmio.id;
	pthread_mutex_unlock(&disks.lock);
	return kernel_id;
}

int lkl__disk_find(const struct lkl__disk *disk)
{
	int id = -ENODEV, i;

	pthread_mutex_lock(&disks.lock);
	for (i = 0; i < LKL__DISKS && disk; i++) {
		if (to_disk(entries[i]) == disk)
			id = i;
	}
	pthread_mutex_unlock(&disks.lock);
	return id;
}

static void abandon(struct lkl__slot *slot)
{
	if (to_disk(slot)->own_fd >= 0)
		close(to_disk(slot)->own_fd);
}

/*
 * The lock of an image ends when its last descriptor is closed, or when anybody
 * unlocks it: a child has neither a descriptor nor disks to close.
 */
void lkl__disks_abandon(void)
{
	lkl__slots_abandon(&disks, abandon);
	lkl__blk_locks_abandon();
}
