// SPDX-License-Identifier: GPL-2.0
/*
 * A protected disk is read-only for the kernel; one that is only to be read
 * takes writes, and forgets them.
 */
#include "disk.h"

static const char *image;
static char data[65536];

static void protected(void)
{
	int id = DISK_OPEN(.path = image, .flags = LKL_DISK_PROTECTED), ro = 0;
	long fd = disk_device(id, 0, LKL_O_RDONLY);

	CHECK(id >= 0 && fd >= 0, "a protected disk");
	CHECK(!lkl_sys_ioctl(fd, LKL_BLKROGET, (unsigned long)&ro) && ro,
	      "is read-only");
	CHECK_EQ(lkl_sys_read(fd, data, 4096), 4096, "and can be read");
	lkl_sys_close(fd);
	fd = disk_device(id, 0, LKL_O_RDWR);
	CHECK(fd < 0 || lkl_sys_write(fd, data, 4096) < 0,
	      "but not written");
	if (fd >= 0)
		lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
}

static void overlay(void)
{
	int id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY);
	long fd = disk_device(id, 0, LKL_O_RDWR);
	char byte = 0;

	CHECK(id >= 0 && fd >= 0, "a disk to be read");
	memset(data, 'w', sizeof(data));
	CHECK_EQ(lkl_sys_write(fd, data, sizeof(data)), sizeof(data), "write");
	CHECK_EQ(lkl_sys_fsync(fd), 0, "fsync");
	lkl_sys_close(fd);
	fd = disk_device(id, 0, LKL_O_RDONLY);
	CHECK(lkl_sys_pread64(fd, &byte, 1, 65535) == 1 && byte == 'w',
	      "the kernel sees what it wrote");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
}

/* More than the overlay may hold is an I/O error of the writer. */
static void full(void)
{
	int id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY,
			   .overlay_bytes = 32768);
	long fd = disk_device(id, 0, LKL_O_RDWR);

	lkl_sys_write(fd, data, sizeof(data));
	CHECK_EQ(lkl_sys_fsync(fd), -LKL_EIO, "a full overlay is an error");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
}

int main(void)
{
	uint64_t before;

	image = disk_path("image");
	disk_image(image, 4);
	before = disk_hash(image);
	KTAP_PLAN(13);
	disk_boot();
	protected();
	overlay();
	full();
	disk_halt();
	CHECK(disk_hash(image) == before, "the image is what it was");
	return KTAP_END();
}
