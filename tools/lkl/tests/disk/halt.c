// SPDX-License-Identifier: GPL-2.0
/*
 * A halt waits for the request that a callback is in, since it writes to the
 * kernel's memory, and ends the calls that wait for it.
 */
#include <pthread.h>

#include "disk.h"

#define BYTES	(4 << 20)

static int slow, entered, left;
static long got = 1;

static int get_bytes(void *handle, uint64_t *bytes)
{
	(void)handle;
	*bytes = BYTES;
	return 0;
}

static int read_slowly(void *handle, struct iovec *iov, int nr, uint64_t offset)
{
	int i;

	(void)handle;
	(void)offset;
	if (__atomic_load_n(&slow, __ATOMIC_ACQUIRE)) {
		__atomic_store_n(&entered, 1, __ATOMIC_RELEASE);
		usleep(300000);
	}
	for (i = 0; i < nr; i++)
		memset(iov[i].iov_base, 's', iov[i].iov_len);
	if (__atomic_load_n(&entered, __ATOMIC_ACQUIRE))
		__atomic_store_n(&left, 1, __ATOMIC_RELEASE);
	return 0;
}

static const struct lkl_disk_callbacks callbacks = {
	.size = sizeof(callbacks),
	.get_bytes = get_bytes,
	.read = read_slowly,
};

static void *reader(void *arg)
{
	char byte;

	got = lkl_sys_pread64(*(long *)arg, &byte, 1, BYTES / 2);
	return NULL;
}

int main(void)
{
	pthread_t thread;
	long fd;
	int id;

	KTAP_PLAN(5);
	disk_boot();
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &callbacks);
	fd = disk_device(id, 0, LKL_O_RDONLY);
	CHECK(id >= 0 && fd >= 0, "a disk of callbacks");
	__atomic_store_n(&slow, 1, __ATOMIC_RELEASE);
	pthread_create(&thread, NULL, reader, &fd);
	while (!__atomic_load_n(&entered, __ATOMIC_ACQUIRE))
		usleep(1000);
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	CHECK(__atomic_load_n(&left, __ATOMIC_ACQUIRE),
	      "the request has ended then");
	pthread_join(thread, NULL);
	KTAP_DIAG("the read gave %ld", got);
	CHECK(got == 1 || got == -LKL_ENODEV || got == -LKL_EIO,
	      "the call that waited for it has ended");
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	return KTAP_END();
}
