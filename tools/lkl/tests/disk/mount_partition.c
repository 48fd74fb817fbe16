// SPDX-License-Identifier: GPL-2.0
/*
 * Of a disk with partitions, the only one with a file system is mounted.
 */
#include "disk.h"

static char mnt[32];

static void table(const char *image, const char *label)
{
	disk_image(image, 40);
	if (run("printf 'label: %s\\n,16M\\n,16M\\n' >%s.table", label,
		image) ||
	    run("PATH=$PATH:/sbin:/usr/sbin; sfdisk -q %s <%s.table", image,
		image))
		KTAP_BAIL("sfdisk fails");
}

static void fill(const char *image, int part)
{
	const char *fs = disk_path("fs");

	disk_ext4(fs, 16);
	if (run("dd if=%s of=%s bs=1M seek=%d conv=notrunc status=none", fs,
		image, part == 1 ? 1 : 17))
		KTAP_BAIL("dd fails");
}

static long mount(int id, unsigned int part, const char *type)
{
	return lkl_mount_dev(id, part, type, 0, NULL, mnt, sizeof(mnt));
}

static void check_one(const char *label)
{
	const char *image = disk_path(label);
	int id;

	table(image, label);
	fill(image, 2);
	id = DISK_OPEN(.path = image);
	CHECK_EQ(mount(id, 0, NULL), 0, "%s: mount without a number", label);
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), 0, "%s: write",
		 label);
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0,
		 "%s: unmount without a number", label);
	CHECK_EQ(mount(id, 2, "ext4"), 0, "%s: mount partition 2", label);
	CHECK(disk_file_is(mnt, "file", "text", 4), "%s: it is the same",
	      label);
	CHECK_EQ(lkl_umount_dev(id, 2, 0, 0), 0, "%s: unmount partition 2",
		 label);
	CHECK_EQ(mount(id, 0, "xfs"), -LKL_ENXIO,
		 "%s: no partition with another type", label);
	CHECK_EQ(mount(id, 1, NULL), -LKL_EMEDIUMTYPE, "%s: an empty one",
		 label);
	CHECK_EQ(lkl_disk_close(id), 0, "%s: close", label);
}

static void check_two(void)
{
	const char *image = disk_path("two");
	int id;

	table(image, "gpt");
	fill(image, 1);
	fill(image, 2);
	id = DISK_OPEN(.path = image);
	CHECK_EQ(mount(id, 0, NULL), -LKL_ENOTUNIQ, "two: which one?");
	CHECK_EQ(mount(id, 0, "ext4"), -LKL_ENOTUNIQ, "two: of that type");
	CHECK_EQ(mount(id, 2, NULL), 0, "two: by number");
	CHECK_EQ(lkl_umount_dev(id, 2, 0, 0), 0, "two: unmount");
	CHECK_EQ(lkl_disk_close(id), 0, "two: close");
}

/* A disk gets the number of one that the program unmounted by itself. */
static void check_next(const char *image, const char *next)
{
	int id = DISK_OPEN(.path = image);

	if (mount(id, 0, NULL) || lkl_sys_umount(mnt, 0))
		KTAP_BAIL("no file system");
	lkl_disk_close(id);
	id = DISK_OPEN(.path = next);
	CHECK_EQ(mount(id, 0, NULL), 0, "next: mount");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "next: unmount");
	CHECK_EQ(lkl_sys_rmdir(mnt), -LKL_ENOENT, "next: nothing is left");
	CHECK_EQ(lkl_disk_close(id), 0, "next: close");
}

int main(void)
{
	const char *whole;
	int id;

	need("sfdisk", "fdisk");
	need("mkfs.ext4", "e2fsprogs");
	disk_boot();
	disk_image(disk_path("blank"), 1);
	id = DISK_OPEN(.path = disk_path("blank"));
	if (!disk_recognizes(id))
		KTAP_SKIP_ALL("host: without libblkid nothing is recognized");
	lkl_disk_close(id);
	KTAP_PLAN(31);
	check_one("dos");
	check_one("gpt");
	check_two();
	whole = disk_path("whole");
	disk_ext4(whole, 16);
	check_next(disk_path("dos"), whole);
	check_next(whole, disk_path("dos"));
	disk_halt();
	return KTAP_END();
}
