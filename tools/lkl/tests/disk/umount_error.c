// SPDX-License-Identifier: GPL-2.0
/*
 * Unmounting tells of data that could not be written.
 */
#include "callbacks.h"

int main(void)
{
	const char *image = disk_path("image");
	char mnt[32], path[64];
	long fd;
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	broken_fd = open(image, O_RDWR);
	KTAP_PLAN(6);
	disk_boot();
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &broken_disk);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	snprintf(path, sizeof(path), "%s/file", mnt);
	fd = lkl_sys_open(path, LKL_O_CREAT | LKL_O_WRONLY, 0600);
	CHECK_EQ(lkl_sys_write(fd, path, sizeof(path)), sizeof(path), "write");
	CHECK_EQ(lkl_sys_close(fd), 0, "close");
	break_disk();
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), -LKL_EIO, "unmount tells");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), -LKL_EINVAL,
		 "and has unmounted");
	lkl_disk_close(id);
	CHECK_EQ(lkl_is_running(), 1, "the kernel lives");
	disk_halt();
	return KTAP_END();
}
