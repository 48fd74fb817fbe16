// SPDX-License-Identifier: GPL-2.0
/*
 * Disks come and go while the kernel runs, with several queues, by number.
 */
#include "disk.h"

#define ROUNDS	50

static int round_trip(int i)
{
	char data[512], got[512];
	int id = DISK_OPEN(.from = LKL_DISK_MEMORY, .length = 1 << 20,
			   .nr_queues = 1 + i % 4,
			   .block_bytes = i % 2 ? 4096 : 512);
	long fd = disk_device(id, 0, LKL_O_RDWR);
	int ok;

	memset(data, i, sizeof(data));
	ok = lkl_sys_pwrite64(fd, data, 512, 4096) == 512 &&
	     !lkl_sys_fsync(fd) &&
	     lkl_sys_pread64(fd, got, 512, 4096) == 512 &&
	     !memcmp(data, got, 512);
	lkl_sys_close(fd);
	return ok && !lkl_disk_close(id);
}

int main(void)
{
	uint32_t first, second;
	int i, a, b;

	KTAP_PLAN(5);
	disk_boot();
	for (i = 0; i < ROUNDS && round_trip(i); i++)
		;
	CHECK_EQ(i, ROUNDS, "disks come and go");
	a = DISK_OPEN(.from = LKL_DISK_MEMORY, .length = 1 << 20);
	b = DISK_OPEN(.from = LKL_DISK_MEMORY, .length = 1 << 20);
	CHECK(a >= 0 && b >= 0 && a != b, "two of them");
	CHECK(!lkl_get_virtio_blkdev(a, 0, &first) &&
	      !lkl_get_virtio_blkdev(b, 0, &second) && first != second,
	      "are two devices");
	CHECK_EQ(lkl_disk_close(a), 0, "close the first");
	disk_halt();
	CHECK_EQ(lkl_disk_close(b), 0, "close the other after the halt");
	return KTAP_END();
}
