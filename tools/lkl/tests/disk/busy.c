// SPDX-License-Identifier: GPL-2.0
/*
 * A disk is busy while a read of it sleeps, and not before or after.
 */
#include <pthread.h>

#include "callbacks.h"

static void *reader(void *arg)
{
	char byte;

	lkl_sys_pread64(*(long *)arg, &byte, 1, SLOW_BYTES / 2);
	return NULL;
}

/* Work of the kernel's own on the disk may not be over. */
static int gets_idle(int id)
{
	int i;

	for (i = 0; i < 10000 && lkl_disk_is_busy(id); i++)
		usleep(1000);
	return !lkl_disk_is_busy(id);
}

int main(void)
{
	pthread_t thread;
	int id, is_always = 1;
	long fd;

	KTAP_PLAN(8);
	CHECK_EQ(lkl_disk_is_busy(0), -ENODEV, "there is no disk");
	CHECK_EQ(lkl_disk_is_busy(-1), -ENODEV, "and none of this number");
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &slow_disk);
	CHECK_EQ(lkl_disk_is_busy(id), 0, "none is busy before the kernel is");
	disk_boot();
	fd = disk_device(id, 0, LKL_O_RDONLY);
	CHECK(fd >= 0 && gets_idle(id), "nor if nothing is read");
	slow_soon(500);
	pthread_create(&thread, NULL, reader, &fd);
	while (slow_is(SLOW_SOON))
		usleep(1000);
	while (is_always && slow_is(SLOW_NOW))
		is_always = lkl_disk_is_busy(id) || !slow_is(SLOW_NOW);
	CHECK(slow_is(SLOW_DONE) && is_always, "it is while a read sleeps");
	pthread_join(thread, NULL);
	CHECK(gets_idle(id), "and not for long after that");
	lkl_sys_close(fd);
	disk_halt();
	CHECK_EQ(lkl_disk_is_busy(id), 0, "nor when the kernel is gone");
	lkl_disk_close(id);
	CHECK_EQ(lkl_disk_is_busy(id), -ENODEV, "nor when it is closed");
	return KTAP_END();
}
