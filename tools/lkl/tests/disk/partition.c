// SPDX-License-Identifier: GPL-2.0
/*
 * Partitions are found by number, in tables of both kinds.
 */
#include "disk.h"

static uint64_t size_of(int id, unsigned int part)
{
	long fd = disk_device(id, part, LKL_O_RDONLY);
	uint64_t bytes = 0;

	if (fd < 0)
		return fd;
	lkl_sys_ioctl(fd, LKL_BLKGETSIZE64, (unsigned long)&bytes);
	lkl_sys_close(fd);
	return bytes >> 20;
}

static void table(const char *label)
{
	const char *image = disk_path(label);
	uint32_t dev;
	int id;

	disk_image(image, 32);
	if (run("printf 'label: %s\\n,4M\\n,8M\\n' | PATH=$PATH:/sbin:/usr/sbin sfdisk -q %s",
		label, image))
		KTAP_BAIL("sfdisk fails");
	id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY);
	CHECK_EQ(size_of(id, 0), 32, "%s: the whole disk", label);
	CHECK_EQ(size_of(id, 1), 4, "%s: partition 1", label);
	CHECK_EQ(size_of(id, 2), 8, "%s: partition 2", label);
	CHECK_EQ(lkl_get_virtio_blkdev(id, 3, &dev), -ENXIO,
		 "%s: no partition 3", label);
	CHECK_EQ(lkl_disk_close(id), 0, "%s: close", label);
}

int main(void)
{
	uint32_t dev;

	need("sfdisk", "fdisk");
	KTAP_PLAN(11);
	disk_boot();
	table("dos");
	table("gpt");
	CHECK_EQ(lkl_get_virtio_blkdev(7, 0, &dev), -ENODEV, "no such disk");
	disk_halt();
	return KTAP_END();
}
