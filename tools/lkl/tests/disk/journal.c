// SPDX-License-Identifier: GPL-2.0
/*
 * A read-only image with a dirty journal is replayed in memory, and not one
 * byte of it changes.
 */
#include <signal.h>

#include "disk.h"

static const char text[] = "this is in the journal";

static void leave_dirty(const char *image)
{
	char mnt[32];
	int id;

	id = DISK_OPEN(.path = image);
	disk_boot();
	if (lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)) ||
	    disk_write_file(mnt, "file", text, sizeof(text)))
		_exit(1);
	kill(getpid(), SIGKILL);
}

static int is_dirty(const char *image)
{
	return !run("PATH=$PATH:/sbin:/usr/sbin; dumpe2fs -h %s 2>/dev/null | grep -q needs_recovery",
		    image);
}

int main(void)
{
	const char *image = disk_path("image");
	uint64_t before;
	char mnt[32];
	int id, status;
	pid_t pid;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	KTAP_PLAN(8);
	pid = fork();
	if (!pid)
		leave_dirty(image);
	waitpid(pid, &status, 0);
	if (!WIFSIGNALED(status))
		KTAP_BAIL("no dirty image");
	CHECK(is_dirty(image), "the journal is dirty");
	before = disk_hash(image);
	if (chmod(image, 0400))
		KTAP_BAIL("chmod fails");

	id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY);
	CHECK(id >= 0, "open");
	disk_boot();
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", LKL_MS_RDONLY, NULL, mnt,
			       sizeof(mnt)), 0, "mount read-only");
	CHECK(disk_file_is(mnt, "file", text, sizeof(text)),
	      "what is in the journal is seen");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt));
	CHECK_EQ(disk_write_file(mnt, "new", text, sizeof(text)), 0,
		 "it can even be written");
	lkl_umount_dev(id, 0, 0, 1000);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK(disk_hash(image) == before, "the image is what it was");
	return KTAP_END();
}
