// SPDX-License-Identifier: GPL-2.0
/*
 * A block device of the host as a disk: what is synced is on it, what was
 * written is there for the next kernel, and it has one writer.
 */
#include <linux/loop.h>
#include <sys/ioctl.h>

#include "disk.h"

#define MIB	32
#define BYTES	100000

static char device[32], data[BYTES];
static int loop_fd = -1;

static void detach(void)
{
	if (getpid() == disk_owner)
		ioctl(loop_fd, LOOP_CLR_FD, 0);
}

/* Another test may take the free number first. */
static int attach_some(int control, int image_fd)
{
	int i, nr;

	for (i = 0; i < 20; i++) {
		nr = ioctl(control, LOOP_CTL_GET_FREE);
		if (nr < 0)
			return -1;
		snprintf(device, sizeof(device), "/dev/loop%d", nr);
		loop_fd = open(device, O_RDWR | O_CLOEXEC);
		if (loop_fd >= 0 && !ioctl(loop_fd, LOOP_SET_FD, image_fd))
			return 0;
		if (loop_fd >= 0)
			close(loop_fd);
	}
	return -1;
}

static void attach(const char *image)
{
	int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
	int image_fd = open(image, O_RDWR | O_CLOEXEC);

	if (control < 0)
		KTAP_SKIP_ALL("host: no loop devices");
	if (attach_some(control, image_fd))
		KTAP_SKIP_ALL("host: no free loop device");
	atexit(detach);
	close(image_fd);
	close(control);
}

/* In a child, which has no locks of ours in memory once the kernel runs. */
static int open_elsewhere(unsigned int flags)
{
	int status;
	pid_t pid = fork();

	if (!pid) {
		status = DISK_OPEN(.path = device, .flags = flags);
		_exit(status < 0 ? -status : 0);
	}
	waitpid(pid, &status, 0);
	return WEXITSTATUS(status);
}

static uint64_t kernel_bytes(long fd)
{
	uint64_t bytes = 0;

	lkl_sys_ioctl(fd, LKL_BLKGETSIZE64, (long)&bytes);
	return bytes;
}

/* Whether what is on the device itself, not in its cache, is @data. */
static int is_stored(uint64_t offset)
{
	static char got[BYTES] __attribute__((aligned(4096)));
	int fd = open(device, O_RDONLY | O_DIRECT | O_CLOEXEC);
	ssize_t n = pread(fd, got, 4096, (off_t)offset);

	close(fd);
	return n == 4096 && !memcmp(got, data, 4096);
}

static void test_raw(int id)
{
	uint64_t end = (MIB << 20) - 8192;
	long fd = disk_device(id, 0, LKL_O_RDWR);

	CHECK_EQ(kernel_bytes(fd), MIB << 20, "the kernel knows its size");
	CHECK_EQ(lkl_sys_pwrite64(fd, data, 4096, end), 4096, "write");
	CHECK_EQ(lkl_sys_fsync(fd), 0, "fsync");
	CHECK(is_stored(end), "it is on the device then");
	lkl_sys_close(fd);
}

static void test_files(int id)
{
	char mnt[32];

	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	CHECK_EQ(disk_write_file(mnt, "file", data, BYTES), 0, "a file");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt));
	CHECK(disk_file_is(mnt, "file", data, BYTES), "it is read again");
	lkl_umount_dev(id, 0, 0, 1000);
}

int main(void)
{
	const char *image = disk_path("image");
	int i, id;

	if (geteuid())
		KTAP_SKIP_ALL("root: needed for a loop device");
	need("mkfs.ext4", "e2fsprogs");
	for (i = 0; i < BYTES; i++)
		data[i] = (char)(i * 7 + i / 251);
	disk_image(image, MIB);
	attach(image);
	/* the last blocks are the test's */
	if (run("PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q -F -b 4096 %s %d",
		device, (MIB << 8) - 2))
		KTAP_BAIL("mkfs.ext4 fails");
	KTAP_PLAN(13);
	id = DISK_OPEN(.path = device);
	CHECK(id >= 0, "open");
	disk_boot();
	CHECK_EQ(open_elsewhere(0), EBUSY, "there is no second writer");
	CHECK_EQ(open_elsewhere(LKL_DISK_READONLY), EBUSY, "and no reader");
	test_raw(id);
	test_files(id);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK_EQ(disk_fsck(device), 0, "e2fsck is content");
	return KTAP_END();
}
