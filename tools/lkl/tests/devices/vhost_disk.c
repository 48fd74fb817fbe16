// SPDX-License-Identifier: GPL-2.0
/*
 * A disk of another process, qemu's storage daemon: files are written and
 * synced, and its image is in order.
 */
#include "vhost.h"

#define BYTES	(6 * 1024 * 1024 + 100)

static char data[BYTES];

int main(void)
{
	const char *image = disk_path("image"), *socket = disk_path("socket");
	long i;

	need("mkfs.ext4", "e2fsprogs");
	for (i = 0; i < BYTES; i++)
		data[i] = (char)(i * 7 + i / 4096);
	disk_ext4(image, 64);
	vhost_start_disk(socket, image);
	devices_boot("virtio_uml.device=%s:%d", socket, VHOST_DISK);
	vhost_need(VHOST_DISK);
	KTAP_PLAN(10);
	CHECK(kernel_lists("/sysfs/block/vda/queue/write_cache", "write back"),
	      "it is one that has to be flushed");
	CHECK_EQ(vhost_mount_disk("/disk"), 0, "it is mounted");
	CHECK_EQ(disk_write_file("/disk", "large", data, BYTES), 0,
		 "a file is written and synced");
	for (i = 0; i < 200; i++)
		if (disk_write_file("/disk", "small", data + i, 1000))
			break;
	CHECK_EQ(i, 200, "and a small one many times");
	CHECK(vhost_drop_caches(), "caches are dropped");
	CHECK(disk_file_is("/disk", "large", data, BYTES), "it is read");
	CHECK(disk_file_is("/disk", "small", data + 199, 1000), "and the other");
	CHECK_EQ(lkl_sys_umount("/disk", 0), 0, "it is unmounted");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	vhost_kill();
	CHECK_EQ(disk_fsck(image), 0, "the image is clean");
	return KTAP_END();
}
