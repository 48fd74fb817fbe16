// SPDX-License-Identifier: GPL-2.0
/*
 * While the kernel looks at a disk whose storage does not answer, others can be
 * plugged in, found, and pulled out.
 */
#include <pthread.h>
#include <time.h>

#include "callbacks.h"

#define SLOW_MS		3000

static int slow_id = -1;

static void *open_slow(void *arg)
{
	(void)arg;
	slow_id = DISK_OPEN(.from = LKL_DISK_CALLBACKS,
			    .callbacks = &slow_disk);
	return NULL;
}

int main(void)
{
	struct timespec nap = { .tv_nsec = 1000000 };
	pthread_t thread;
	int before, other;
	uint32_t dev;

	KTAP_PLAN(7);
	disk_boot();
	before = DISK_OPEN(.from = LKL_DISK_MEMORY, .length = 1 << 20);
	slow_soon(SLOW_MS);
	pthread_create(&thread, NULL, open_slow, NULL);
	while (slow_is(SLOW_SOON))
		nanosleep(&nap, NULL);
	CHECK_EQ(lkl_get_virtio_blkdev(before, 0, &dev), 0, "find another");
	other = DISK_OPEN(.from = LKL_DISK_MEMORY, .length = 1 << 20);
	CHECK(other >= 0, "open one more");
	CHECK_EQ(lkl_get_virtio_blkdev(other, 0, &dev), 0, "find it");
	CHECK(!lkl_disk_close(before) && !lkl_disk_close(other),
	      "close both");
	CHECK(slow_is(SLOW_NOW), "the slow one is not there yet");
	pthread_join(thread, NULL);
	CHECK_EQ(lkl_get_virtio_blkdev(slow_id, 0, &dev), 0, "now it is");
	CHECK_EQ(lkl_disk_close(slow_id), 0, "close it");
	disk_halt();
	return KTAP_END();
}
