// SPDX-License-Identifier: GPL-2.0
/*
 * A halt waits for the request that a callback is in, since it writes to the
 * kernel's memory, and ends the calls that wait for it.
 */
#include <pthread.h>

#include "callbacks.h"

static long got = 1;

static void *reader(void *arg)
{
	char byte;

	got = lkl_sys_pread64(*(long *)arg, &byte, 1, SLOW_BYTES / 2);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	long fd;
	int id;

	KTAP_PLAN(5);
	disk_boot();
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &slow_disk);
	fd = disk_device(id, 0, LKL_O_RDONLY);
	CHECK(id >= 0 && fd >= 0, "a disk of callbacks");
	slow_soon(300);
	pthread_create(&thread, NULL, reader, &fd);
	while (slow_is(SLOW_SOON))
		usleep(1000);
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	CHECK(slow_is(SLOW_DONE), "the request has ended then");
	pthread_join(thread, NULL);
	KTAP_DIAG("the read gave %ld", got);
	CHECK(got == 1 || got == -LKL_ENODEV || got == -LKL_EIO,
	      "the call that waited for it has ended");
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	return KTAP_END();
}
