// SPDX-License-Identifier: GPL-2.0
/*
 * A disk added as programs for lkl/linux do, with operations of their own.
 */
#include "disk.h"

static unsigned int nr_requests, nr_flushes;

static int get_capacity(struct lkl_disk disk, unsigned long long *res)
{
	return lkl_dev_blk_ops.get_capacity(disk, res);
}

static int request(struct lkl_disk disk, struct lkl_blk_req *req)
{
	nr_requests++;
	if (req->type == LKL_DEV_BLK_TYPE_FLUSH)
		nr_flushes++;
	return lkl_dev_blk_ops.request(disk, req);
}

static struct lkl_dev_blk_ops ops = {
	.get_capacity = get_capacity,
	.request = request,
};

static void life(struct lkl_disk disk, const char *name)
{
	char mnt[32];
	int id = lkl_disk_add(&disk);

	CHECK(id >= 0, "%s: add", name);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "%s: mount", name);
	CHECK_EQ(disk_write_file(mnt, "file", "text", 4), 0, "%s: write", name);
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "%s: umount", name);
	CHECK_EQ(lkl_disk_remove(disk), 0, "%s: remove", name);
}

int main(void)
{
	const char *image = disk_path("image");
	int fd;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	fd = open(image, O_RDWR);
	KTAP_PLAN(13);
	disk_boot();
	life((struct lkl_disk){ .fd = fd }, "descriptor");
	CHECK_EQ(nr_requests, 0, "the library has its own operations");
	life((struct lkl_disk){ .fd = fd, .ops = &ops }, "operations");
	CHECK(nr_requests > nr_flushes && nr_flushes > 0,
	      "operations are called");
	disk_halt();
	close(fd);
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
