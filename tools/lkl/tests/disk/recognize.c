// SPDX-License-Identifier: GPL-2.0
/*
 * The type of a file system is found out where it is not given.
 */
#include "disk.h"

static char mnt[32];

static long mount(int id, const char *type)
{
	return lkl_mount_dev(id, 0, type, 0, NULL, mnt, sizeof(mnt));
}

static void check_types(int id)
{
	char type[32];
	uint32_t dev;

	lkl_get_virtio_blkdev(id, 0, &dev);
	CHECK_EQ(lkl_recognize(dev, type, sizeof(type)), 0, "recognize");
	CHECK(!strcmp(type, "ext4"), "the type");
	CHECK_EQ(lkl_recognize(dev, type, 4), -LKL_ENAMETOOLONG,
		 "no room for the type");
}

static void check_mount(int id, const char *type, const char *name)
{
	CHECK_EQ(mount(id, type), 0, "%s: mount", name);
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), 0, "%s: write", name);
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "%s: unmount", name);
}

/* One that says of itself that it is damaged. */
static void check_marked(const char *image, int id)
{
	uint64_t before = disk_hash(image);

	CHECK_EQ(mount(id, NULL), 0, "marked as damaged: mount");
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), -LKL_EROFS,
		 "writes are refused");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "unmount");
	CHECK(disk_hash(image) == before, "not a byte has changed");
}

int main(void)
{
	const char *image = disk_path("image"), *blank = disk_path("blank");
	const char *marked = disk_path("marked");
	int id, id_blank, id_marked;

	need("mkfs.ext4", "e2fsprogs");
	need("debugfs", "e2fsprogs");
	disk_ext4(image, 16);
	disk_image(blank, 1);
	disk_ext4(marked, 16);
	if (run("/sbin/debugfs -w -R 'ssv state 2' %s 2>/dev/null", marked))
		KTAP_BAIL("debugfs fails");
	disk_boot();
	id = DISK_OPEN(.path = image);
	id_blank = DISK_OPEN(.path = blank);
	id_marked = DISK_OPEN(.path = marked);
	if (!disk_recognizes(id))
		KTAP_SKIP_ALL("host: without libblkid nothing is recognized");
	KTAP_PLAN(15);
	check_types(id);
	check_mount(id, NULL, "no type");
	check_mount(id, "", "an empty type");
	check_marked(marked, id_marked);
	CHECK_EQ(mount(id_blank, NULL), -LKL_EMEDIUMTYPE, "nothing there");
	disk_halt();
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
