// SPDX-License-Identifier: GPL-2.0
/*
 * fsync inside is fdatasync outside, and umount leaves a clean image.
 */
#include <sys/syscall.h>

#include "disk.h"

static unsigned int nr_syncs;

/* Counted in place of libc's. */
int fdatasync(int fd)
{
	__atomic_fetch_add(&nr_syncs, 1, __ATOMIC_RELAXED);
	return syscall(SYS_fdatasync, fd);
}

int main(void)
{
	const char *image = disk_path("image");
	unsigned int before;
	char mnt[32];
	int id, i;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	KTAP_PLAN(6);
	id = DISK_OPEN(.path = image);
	disk_boot();
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	before = nr_syncs;
	for (i = 0; i < 10; i++) {
		if (disk_write_file(mnt, "file", &i, sizeof(i)))
			break;
	}
	CHECK_EQ(i, 10, "ten writes with fsync");
	KTAP_DIAG("%u fdatasyncs", nr_syncs - before);
	CHECK(nr_syncs - before >= 10, "ten fdatasyncs at least");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
