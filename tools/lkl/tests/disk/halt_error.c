// SPDX-License-Identifier: GPL-2.0
/*
 * Halting tells of data that could not be written, and halts nevertheless.
 */
#include "callbacks.h"

int main(void)
{
	const char *image = disk_path("image");
	char mnt[32];
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	broken_fd = open(image, O_RDWR);
	KTAP_PLAN(7);
	/* generic code warns of a file system that it cannot make read-only */
	disk_boot_with("panic_on_warn=0");
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &broken_disk);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	CHECK_EQ(disk_write_file(mnt, "safe", "safe", 4), 0, "write and fsync");
	CHECK_EQ(lkl_sys_chdir(mnt), 0, "chdir");
	lkl_sys_write((int)lkl_sys_creat("lost", 0600), "lost", 4);
	break_disk();
	CHECK_EQ(lkl_sys_halt(), -LKL_EIO, "halting tells");
	CHECK_EQ(lkl_is_running(), 0, "and has halted");
	CHECK_EQ(lkl_sys_halt(), -LKL_ENODEV, "once");
	CHECK_EQ(lkl_disk_close(id), 0, "the disk is given back");
	lkl_cleanup();
	return KTAP_END();
}
