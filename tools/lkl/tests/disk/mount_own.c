// SPDX-License-Identifier: GPL-2.0
/*
 * What the program has mounted itself goes on writing while lkl_mount_dev()
 * mounts it once more: its device is not made read-only on the way.
 */
#include <pthread.h>

#include "disk.h"

#define ROUNDS	200

static char node[32];
static int stop;
static long nr_looks, nr_readonly, failed;

/* Looks at the device all the time, as whoever writes would find it. */
static void *watch(void *arg)
{
	long fd = lkl_sys_open(node, LKL_O_RDONLY, 0);
	int readonly = 0;

	(void)arg;
	while (!__atomic_load_n(&stop, __ATOMIC_ACQUIRE)) {
		if (lkl_sys_ioctl(fd, LKL_BLKROGET, (unsigned long)&readonly))
			readonly = 1;
		nr_readonly += readonly;
		__atomic_add_fetch(&nr_looks, 1, __ATOMIC_RELEASE);
	}
	lkl_sys_close(fd);
	return NULL;
}

static void mount_again(int id)
{
	char mnt[32];

	failed |= lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt));
	failed |= disk_write_file(mnt, "again", "text", 4);
	failed |= lkl_umount_dev(id, 0, 0, 1000);
}

int main(void)
{
	const char *image = disk_path("image");
	pthread_t watcher;
	unsigned int dev;
	int id, i;

	need("mkfs.ext4", "e2fsprogs");
	/* A journal in use would tell lkl_mount_dev() that it is mounted. */
	disk_image(image, 16);
	if (run("PATH=$PATH:/sbin:/usr/sbin; mkfs.ext4 -q -O ^has_journal %s",
		image))
		KTAP_BAIL("mkfs.ext4 fails");
	KTAP_PLAN(7);
	disk_boot();
	id = DISK_OPEN(.path = image);
	CHECK_EQ(lkl_get_virtio_blkdev(id, 0, &dev), 0, "a disk");
	snprintf(node, sizeof(node), "/disk");
	lkl_sys_mknod(node, LKL_S_IFBLK | 0600, dev);
	lkl_sys_mkdir("/own", 0755);
	CHECK_EQ(lkl_sys_mount(node, "/own", "ext4", 0, NULL), 0,
		 "mounted by the program");
	pthread_create(&watcher, NULL, watch, NULL);
	while (!__atomic_load_n(&nr_looks, __ATOMIC_ACQUIRE))
		sched_yield();
	for (i = 0; i < ROUNDS; i++)
		mount_again(id);
	__atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
	pthread_join(watcher, NULL);
	CHECK_EQ(failed, 0, "and by lkl_mount_dev(), %d times", ROUNDS);
	CHECK_EQ(nr_readonly, 0, "is writable in each of %ld looks", nr_looks);
	CHECK(disk_file_is("/own", "again", "text", 4), "is the same");
	CHECK_EQ(lkl_sys_umount("/own", 0), 0, "and unmounted");
	disk_halt();
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
