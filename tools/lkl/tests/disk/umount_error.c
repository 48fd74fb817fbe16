// SPDX-License-Identifier: GPL-2.0
/*
 * Unmounting tells of data that could not be written.
 */
#include <sys/uio.h>

#include "disk.h"

static int image_fd, is_broken;

static int get_bytes(void *handle, uint64_t *bytes)
{
	(void)handle;
	*bytes = 16 << 20;
	return 0;
}

static int read_image(void *handle, struct iovec *iov, int nr, uint64_t offset)
{
	(void)handle;
	return preadv(image_fd, iov, nr, offset) < 0 ? -errno : 0;
}

static int write_image(void *handle, struct iovec *iov, int nr, uint64_t offset)
{
	(void)handle;
	if (__atomic_load_n(&is_broken, __ATOMIC_ACQUIRE))
		return -EIO;
	return pwritev(image_fd, iov, nr, offset) < 0 ? -errno : 0;
}

static const struct lkl_disk_callbacks callbacks = {
	.size = sizeof(callbacks),
	.get_bytes = get_bytes,
	.read = read_image,
	.write = write_image,
};

int main(void)
{
	const char *image = disk_path("image");
	char mnt[32], path[64];
	long fd;
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	image_fd = open(image, O_RDWR);
	KTAP_PLAN(6);
	disk_boot();
	id = DISK_OPEN(.from = LKL_DISK_CALLBACKS, .callbacks = &callbacks);
	CHECK_EQ(lkl_mount_dev(id, 0, NULL, 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	snprintf(path, sizeof(path), "%s/file", mnt);
	fd = lkl_sys_open(path, LKL_O_CREAT | LKL_O_WRONLY, 0600);
	CHECK_EQ(lkl_sys_write(fd, path, sizeof(path)), sizeof(path), "write");
	CHECK_EQ(lkl_sys_close(fd), 0, "close");
	__atomic_store_n(&is_broken, 1, __ATOMIC_RELEASE);
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), -LKL_EIO, "unmount tells");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), -LKL_EINVAL,
		 "and has unmounted");
	lkl_disk_close(id);
	CHECK_EQ(lkl_is_running(), 1, "the kernel lives");
	disk_halt();
	return KTAP_END();
}
