// SPDX-License-Identifier: GPL-2.0
/*
 * What was synced is there after a kill, and the journal repairs the rest.
 */
#include <signal.h>

#include "disk.h"

static const char text[] = "this has been synced";

/* In a process of its own, which does not end by itself. */
static void write_and_die(const char *image)
{
	char mnt[32];
	int id;

	id = DISK_OPEN(.path = image);
	disk_boot();
	if (lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)) ||
	    disk_write_file(mnt, "synced", text, sizeof(text)))
		_exit(1);
	kill(getpid(), SIGKILL);
}

int main(void)
{
	const char *image = disk_path("image");
	char mnt[32];
	int id, status;
	pid_t pid;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	KTAP_PLAN(7);
	pid = fork();
	if (!pid)
		write_and_die(image);
	waitpid(pid, &status, 0);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
	      "a program is killed after fsync");

	id = DISK_OPEN(.path = image);
	CHECK(id >= 0, "its lock is gone");
	disk_boot();
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	CHECK(disk_file_is(mnt, "synced", text, sizeof(text)),
	      "the file is there");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
