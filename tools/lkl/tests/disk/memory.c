// SPDX-License-Identifier: GPL-2.0
/*
 * Memory of the program, or fresh memory, is a disk.
 */
#include "disk.h"

#define BYTES	(4UL << 20)

static char memory[BYTES];

int main(void)
{
	char data[4096], got[4096];
	int own, fresh;
	long fd;

	KTAP_PLAN(9);
	own = DISK_OPEN(.from = LKL_DISK_MEMORY, .memory = memory,
			.length = BYTES);
	CHECK(own >= 0, "memory of the program");
	disk_boot();
	fd = disk_device(own, 0, LKL_O_RDWR);
	memset(data, 'm', sizeof(data));
	CHECK_EQ(lkl_sys_pwrite64(fd, data, 4096, 8192), 4096, "write");
	CHECK_EQ(lkl_sys_fsync(fd), 0, "fsync");
	CHECK(memory[8191] == 0 && memory[8192] == 'm' &&
	      memory[12287] == 'm' && memory[12288] == 0, "it is there");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(own), 0, "close");

	fresh = DISK_OPEN(.from = LKL_DISK_MEMORY, .length = BYTES);
	fd = disk_device(fresh, 0, LKL_O_RDWR);
	CHECK(fresh >= 0 && fd >= 0, "fresh memory, after the start");
	CHECK(lkl_sys_pread64(fd, got, 4096, BYTES - 4096) == 4096 &&
	      !got[0] && !got[4095], "is zero");
	CHECK(lkl_sys_pwrite64(fd, data, 4096, BYTES - 4096) == 4096 &&
	      !lkl_sys_fsync(fd) &&
	      lkl_sys_pread64(fd, got, 4096, BYTES - 4096) == 4096 &&
	      !memcmp(got, data, 4096), "and keeps what is written");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(fresh), 0, "close");
	disk_halt();
	return KTAP_END();
}
