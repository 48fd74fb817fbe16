// SPDX-License-Identifier: GPL-2.0
/*
 * Files that are open and have no name any more are deleted by halting, as by
 * the end of a program; others keep what was written to them.
 */
#include "disk.h"

static char data[300000];

/* Leave a file open; without its name if @gone. */
static long leave_open(const char *mnt, const char *name, int gone)
{
	char path[64];
	long fd, n;

	snprintf(path, sizeof(path), "%s/%s", mnt, name);
	fd = lkl_sys_open(path, LKL_O_CREAT | LKL_O_RDWR, 0600);
	n = lkl_sys_write((int)fd, data, sizeof(data));
	if (n > 0 && gone)
		lkl_sys_unlink(path);
	return n;
}

static int has_all(const char *path)
{
	static char got[sizeof(data) + 1];
	int fd = open(path, O_RDONLY);
	ssize_t n = read(fd, got, sizeof(got));

	close(fd);
	return n == sizeof(data) && !memcmp(got, data, sizeof(data));
}

int main(void)
{
	const char *image = disk_path("image"), *kept = disk_path("kept");
	char mnt[32];
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	memset(data, 'd', sizeof(data));
	KTAP_PLAN(9);
	disk_boot();
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	CHECK_EQ(leave_open(mnt, "kept", 0), sizeof(data), "an open file");
	CHECK_EQ(leave_open(mnt, "gone", 1), sizeof(data), "one without a name");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	CHECK_EQ(lkl_disk_close(id), 0, "close the disk");
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	CHECK_EQ(run("/sbin/dumpe2fs -h %s 2>&1 | grep -qi 'first orphan'",
		     image), 1, "nothing is left over");
	CHECK_EQ(run("/sbin/debugfs -R 'cat kept' %s 2>/dev/null >%s", image,
		     kept), 0, "debugfs reads the other file");
	CHECK(has_all(kept), "it is whole");
	return KTAP_END();
}
