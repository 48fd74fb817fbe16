// SPDX-License-Identifier: GPL-2.0
/*
 * A child of fork() has none of its parent's disks: it cannot unlock their
 * images, and does not keep them locked when the parent is gone.
 */
#include <signal.h>

#include "disk.h"

static const char *image;
static int by_path, by_fd;

/* What another program that wants to write it gets. */
static int open_elsewhere(const char *path)
{
	return run("flock -n -x %s true", path) ? -EBUSY : 0;
}

/* Returns the number of the first thing that is wrong. */
static int use_no_disks(void)
{
	uint32_t dev;
	int id;

	alarm(10);
	if (lkl_get_virtio_blkdev(by_path, 0, &dev) != -ENODEV)
		return 1;
	if (lkl_disk_close(by_path) != -ENODEV)
		return 2;
	if (lkl_disk_close(by_fd) != -ENODEV)
		return 3;
	id = DISK_OPEN(.path = image);
	return id == -EBUSY ? 0 : 4;
}

static int in_child(void)
{
	int status;
	pid_t pid = fork();

	if (!pid)
		_exit(use_no_disks());
	waitpid(pid, &status, 0);
	return status;
}

/* Open an image, boot, and have a child that tells which it is, and stays. */
static void live_with_child(const char *path, int fd)
{
	int id = DISK_OPEN(.path = path);
	pid_t child;

	if (id < 0 || lkl_start_kernel("mem=32M quiet"))
		_exit(1);
	if (!fork()) {
		child = getpid();
		if (write(fd, &child, sizeof(child)) != sizeof(child))
			_exit(1);
	}
	for (;;)
		pause();
}

/* Leave the child of a process that is killed. */
static pid_t leave_child(const char *path)
{
	int fds[2], status;
	pid_t pid, child = -1;

	if (pipe(fds))
		KTAP_BAIL("no pipe");
	pid = fork();
	if (!pid)
		live_with_child(path, fds[1]);
	close(fds[1]);
	if (read(fds[0], &child, sizeof(child)) != sizeof(child))
		KTAP_BAIL("no child");
	close(fds[0]);
	kill(pid, SIGKILL);
	waitpid(pid, &status, 0);
	return child;
}

int main(void)
{
	const char *other = disk_path("other"), *left = disk_path("left");
	pid_t pid;
	int fd;

	need("flock", "util-linux");
	image = disk_path("image");
	disk_image(image, 4);
	disk_image(other, 4);
	disk_image(left, 4);
	KTAP_PLAN(6);
	pid = leave_child(left);
	CHECK_EQ(open_elsewhere(left), 0,
		 "an image is free when its process is dead, if not its child");
	kill(pid, SIGKILL);

	fd = open(other, O_RDWR | O_CLOEXEC);
	by_path = DISK_OPEN(.path = image);
	by_fd = DISK_OPEN(.from = LKL_DISK_FD, .fd = fd);
	disk_boot();
	CHECK_EQ(in_child(), 0, "a child has no disks");
	CHECK_EQ(open_elsewhere(image), -EBUSY, "and has not unlocked a file");
	CHECK_EQ(open_elsewhere(other), -EBUSY, "nor a descriptor's");
	CHECK(!lkl_disk_close(by_path) && !lkl_disk_close(by_fd),
	      "its parent closes them");
	CHECK(!open_elsewhere(image) && !open_elsewhere(other),
	      "and they are free");
	disk_halt();
	return KTAP_END();
}
