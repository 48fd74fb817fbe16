// SPDX-License-Identifier: GPL-2.0
/*
 * What is damaged is mounted read-only and stays as it is, or is refused; what
 * turns out to be damaged later is not written to from then on.
 */
#include "disk.h"

static char mnt[32];

static void debugfs(const char *image, const char *request)
{
	if (run("PATH=$PATH:/sbin:/usr/sbin; debugfs -w -R '%s' %s 2>/dev/null",
		request, image))
		KTAP_BAIL("debugfs fails");
}

static int is_readonly(void)
{
	struct lkl_statfs st;

	return !lkl_sys_statfs(mnt, &st) && (st.f_flags & LKL_MS_RDONLY);
}

static void check_marked(void)
{
	const char *image = disk_path("marked");
	uint64_t before;
	int id;

	disk_ext4(image, 16);
	debugfs(image, "ssv state 2");
	before = disk_hash(image);
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "marked: mounted");
	CHECK(is_readonly(), "marked: read-only");
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), -LKL_EROFS,
		 "marked: writes are refused");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "marked: unmounted");
	CHECK_EQ(lkl_disk_close(id), 0, "marked: close");
	CHECK(disk_hash(image) == before, "marked: not a byte has changed");
}

static void check_superblock(void)
{
	const char *image = disk_path("superblock");
	uint64_t before;
	int id;

	disk_ext4(image, 16);
	debugfs(image, "ssv first_data_block 77");
	before = disk_hash(image);
	id = DISK_OPEN(.path = image);
	CHECK(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)) < 0,
	      "superblock: refused");
	CHECK_EQ(lkl_disk_close(id), 0, "superblock: close");
	CHECK(disk_hash(image) == before, "superblock: unchanged");
}

/* Found by mounting, which would note it in the superblock. */
static void check_inode(const char *what, const char *request, int flags)
{
	const char *image = disk_path(what);
	uint64_t before;
	int id;

	disk_ext4(image, 16);
	debugfs(image, request);
	before = disk_hash(image);
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", flags, NULL, mnt, sizeof(mnt)),
		 -LKL_EUCLEAN, "%s: refused", what);
	CHECK_EQ(lkl_disk_close(id), 0, "%s: close", what);
	CHECK(disk_hash(image) == before, "%s: unchanged", what);
}

/* Found by a program in what was mounted as damaged. */
static void check_marked_and_found(void)
{
	const char *image = disk_path("both");
	char path[64];
	uint64_t before;
	int id;

	disk_ext4(image, 16);
	debugfs(image, "clri lost+found");
	debugfs(image, "ssv state 2");
	before = disk_hash(image);
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "both: mounted");
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)),
		 -LKL_EBUSY, "both: only once");
	snprintf(path, sizeof(path), "%s/lost+found", mnt);
	CHECK_EQ(lkl_sys_access(path, 0), -LKL_EUCLEAN, "both: found");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "both: unmounted");
	CHECK(disk_hash(image) == before, "both: unchanged");
	debugfs(image, "ssv state 1");
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "both: mounted again, repaired");
	CHECK(!is_readonly(), "both: for writing");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "both: unmounted again");
	CHECK_EQ(lkl_disk_close(id), 0, "both: close");
}

static void check_found_later(void)
{
	const char *image = disk_path("later");
	char path[64];
	int id;

	disk_ext4(image, 16);
	debugfs(image, "clri lost+found");
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "later: mounted");
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), 0, "later: written");
	snprintf(path, sizeof(path), "%s/lost+found", mnt);
	CHECK_EQ(lkl_sys_access(path, 0), -LKL_EUCLEAN, "later: found");
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), -LKL_EIO,
		 "later: writes are refused");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), -LKL_EUCLEAN,
		 "later: unmounted, and told");
	CHECK_EQ(lkl_disk_close(id), 0, "later: close");
}

int main(void)
{
	need("mkfs.ext4", "e2fsprogs");
	need("debugfs", "e2fsprogs");
	KTAP_PLAN(33);
	disk_boot();
	check_marked();
	check_superblock();
	check_inode("root", "clri <2>", 0);
	check_inode("journal", "clri <8>", 0);
	check_inode("read-only", "clri <2>", LKL_MS_RDONLY);
	check_marked_and_found();
	check_found_later();
	disk_halt();
	return KTAP_END();
}
