// SPDX-License-Identifier: GPL-2.0
/*
 * A host without threads mounts a disk, writes files and reads them again.
 */
#include "../disk/disk.h"
#include "count.h"
#include "needs.h"

int main(void)
{
	const char *image = disk_path("image");
	static char data[300000];
	struct lkl_host_table table;
	char mnt[32];
	unsigned int i;
	int nr_threads, id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	if (KERNEL_NEEDS(thread_create))
		KTAP_SKIP_ALL("host: this kernel needs one with threads");
	for (i = 0; i < sizeof(data); i++)
		data[i] = (char)(i * 7 + i / 251);
	table = *lkl_posix_table();
	table.thread_create = NULL;
	nr_threads = count_threads();
	KTAP_PLAN(11);
	CHECK_EQ(lkl_init_table(&table), 0, "a host without threads");
	id = DISK_OPEN(.path = image);
	CHECK(id >= 0, "a disk");
	if (!CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "boot"))
		KTAP_BAIL("no kernel");
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	CHECK_EQ(disk_write_file(mnt, "file", data, sizeof(data)), 0, "write");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt));
	CHECK(disk_file_is(mnt, "file", data, sizeof(data)), "read");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	CHECK_EQ(count_threads(), nr_threads, "one thread did it");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	lkl_disk_close(id);
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
