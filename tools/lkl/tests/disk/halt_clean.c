// SPDX-License-Identifier: GPL-2.0
/*
 * A halt leaves an image as clean as unmounting does, however long the disk
 * takes to write what is left.
 */
#include "callbacks.h"

int main(void)
{
	const char *image = disk_path("image");
	static char data[300000];
	char mnt[32];
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	memset(data, 'd', sizeof(data));
	broken_fd = open(image, O_RDWR);
	broken_ms = 30;
	KTAP_PLAN(6);
	disk_boot();
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &broken_disk);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	lkl_sys_chdir(mnt);
	CHECK_EQ(lkl_sys_write((int)lkl_sys_creat("file", 0600), data,
			       sizeof(data)), sizeof(data), "write");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	CHECK_EQ(lkl_disk_close(id), 0, "close the disk");
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	CHECK_EQ(run("/sbin/dumpe2fs -h %s 2>&1 | grep -q needs_recovery",
		     image), 1, "the journal has nothing to tell");
	return KTAP_END();
}
