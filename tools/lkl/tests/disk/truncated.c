// SPDX-License-Identifier: GPL-2.0
/*
 * An image that is cut off while it is used gives errors, not signals.
 */
#include "disk.h"

int main(void)
{
	const char *image = disk_path("image");
	char data[4096];
	long fd;
	int id;

	disk_image(image, 4);
	KTAP_PLAN(6);
	id = DISK_OPEN(.path = image);
	disk_boot();
	fd = disk_device(id, 0, LKL_O_RDWR);
	CHECK(fd >= 0, "the device is there");
	if (truncate(image, 1 << 20))
		KTAP_BAIL("the image cannot be cut");
	CHECK_EQ(lkl_sys_pread64(fd, data, 4096, 0), 4096,
		 "what is left can be read");
	CHECK_EQ(lkl_sys_pread64(fd, data, 4096, 2 << 20), -LKL_EIO,
		 "what is gone cannot");
	CHECK(lkl_sys_pwrite64(fd, data, 4096, 3 << 20) == 4096 &&
	      !lkl_sys_fsync(fd), "it can be written again");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
