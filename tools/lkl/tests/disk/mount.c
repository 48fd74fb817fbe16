// SPDX-License-Identifier: GPL-2.0
/*
 * lkl_mount_dev() and lkl_umount_dev() do, and refuse, what they say.
 */
#include "disk.h"

static char mnt[32];

static long mount(int id, const char *type, const char *opts)
{
	return lkl_mount_dev(id, 0, type, 0, opts, mnt, sizeof(mnt));
}

static void check_refusals(int id, int blank)
{
	char small[13];

	CHECK_EQ(lkl_mount_dev(id, 0, NULL, 0, NULL, small, sizeof(small)),
		 -LKL_ENAMETOOLONG, "no room for the mount point");
	CHECK_EQ(mount(id, "nosuchfs", NULL), -LKL_ENODEV, "no such type");
	CHECK_EQ(mount(id, "ext4", "nosuchoption"), -LKL_EINVAL,
		 "no such option");
	CHECK_EQ(mount(blank, "ext4", NULL), -LKL_EINVAL, "the wrong type");
	CHECK_EQ(mount(99, NULL, NULL), -LKL_ENODEV, "no such disk");
	CHECK_EQ(lkl_mount_dev(id, 1, NULL, 0, NULL, mnt, sizeof(mnt)),
		 -LKL_ENXIO, "no such partition");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), -LKL_EINVAL,
		 "nothing is mounted");
}

static void check_busy(int id)
{
	char path[64];
	long fd;

	snprintf(path, sizeof(path), "%s/file", mnt);
	fd = lkl_sys_open(path, LKL_O_RDONLY, 0);
	CHECK(fd >= 0, "a file is open");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 50), -LKL_EBUSY,
		 "it keeps the mount busy");
	CHECK(disk_file_is(mnt, "file", "text", 4), "and usable");
	lkl_sys_close(fd);
}

int main(void)
{
	int id, blank, i, err = 0;
	uint32_t dev;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(disk_path("image"), 16);
	disk_image(disk_path("blank"), 1);
	id = DISK_OPEN(.path = disk_path("image"));
	blank = DISK_OPEN(.path = disk_path("blank"));
	KTAP_PLAN(19);
	disk_boot();

	check_refusals(id, blank);
	CHECK_EQ(lkl_get_virtio_blkdev(id, 0, &dev), 0, "the device");
	CHECK_EQ(mount(id, "ext4", NULL), 0, "mount");
	CHECK(!strncmp(mnt, "/mnt/", 5), "the mount point");
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), 0, "write");
	CHECK_EQ(mount(id, "ext4", NULL), -LKL_EBUSY, "mounted once only");
	check_busy(id);
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "unmount");
	for (i = 0; !err && i < 20; i++) {
		err = mount(id, "ext4", NULL);
		err = err ? err : lkl_umount_dev(id, 0, 0, 0);
	}
	CHECK_EQ(err, 0, "again and again");
	CHECK(lkl_sys_access(mnt, 0) == -LKL_ENOENT, "no folder is left");
	disk_halt();
	CHECK_EQ(disk_fsck(disk_path("image")), 0, "e2fsck");
	return KTAP_END();
}
