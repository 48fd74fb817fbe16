// SPDX-License-Identifier: GPL-2.0
/*
 * A disk that is a range of a file stays inside of it.
 */
#include "disk.h"

#define MIB	(1UL << 20)

static void guard(const char *image)
{
	char data[4096];
	int fd = open(image, O_RDWR);

	memset(data, 'g', sizeof(data));
	if (pwrite(fd, data, 4096, MIB - 4096) != 4096 ||
	    pwrite(fd, data, 4096, 17 * MIB) != 4096)
		KTAP_BAIL("no image");
	close(fd);
}

static int guarded(const char *image)
{
	char a[4096], b[4096];
	int fd = open(image, O_RDONLY), i;

	if (pread(fd, a, 4096, MIB - 4096) != 4096 ||
	    pread(fd, b, 4096, 17 * MIB) != 4096)
		return 0;
	close(fd);
	for (i = 0; i < 4096; i++) {
		if (a[i] != 'g' || b[i] != 'g')
			return 0;
	}
	return 1;
}

int main(void)
{
	const char *image = disk_path("image"), *inner = disk_path("inner");
	static const char text[] = "inside";
	uint64_t bytes = 0;
	char mnt[32];
	long fd;
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(inner, 16);
	disk_image(image, 18);
	if (run("dd if=%s of=%s bs=1M seek=1 conv=notrunc status=none", inner,
		image))
		KTAP_BAIL("no image");
	guard(image);
	KTAP_PLAN(8);
	id = DISK_OPEN(.path = image, .offset = MIB, .length = 16 * MIB);
	CHECK(id >= 0, "open");
	disk_boot();
	fd = disk_device(id, 0, LKL_O_RDONLY);
	CHECK(!lkl_sys_ioctl(fd, LKL_BLKGETSIZE64, (unsigned long)&bytes) &&
	      bytes == 16 * MIB, "its size is that of the range");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	CHECK_EQ(disk_write_file(mnt, "file", text, sizeof(text)), 0, "write");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK(guarded(image), "what is around is unchanged");
	if (run("dd if=%s of=%s bs=1M skip=1 count=16 status=none", image,
		inner))
		KTAP_BAIL("no image");
	CHECK_EQ(disk_fsck(inner), 0, "e2fsck is content");
	return KTAP_END();
}
