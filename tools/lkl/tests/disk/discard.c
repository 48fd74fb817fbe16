// SPDX-License-Identifier: GPL-2.0
/*
 * Discarding gives storage of the image back, and zeroing makes zeroes.
 */
#include "disk.h"

#define MIB	(1UL << 20)

static const char *image;
static char data[MIB];

static long long allocated(void)
{
	struct stat st;

	return stat(image, &st) ? -1 : (long long)st.st_blocks * 512;
}

static int image_is(unsigned long offset, char value)
{
	char buf[4096];
	int fd = open(image, O_RDONLY);
	size_t i;

	if (pread(fd, buf, sizeof(buf), offset) != sizeof(buf))
		KTAP_BAIL("no image");
	close(fd);
	for (i = 0; i < sizeof(buf); i++) {
		if (buf[i] != value)
			return 0;
	}
	return 1;
}

static long range(long fd, unsigned int request, uint64_t offset,
		  uint64_t bytes)
{
	uint64_t range[2] = { offset, bytes };

	return lkl_sys_ioctl(fd, request, (unsigned long)range);
}

int main(void)
{
	long long before;
	int id;
	long fd;

	image = disk_path("image");
	disk_image(image, 8);
	KTAP_PLAN(11);
	id = DISK_OPEN(.path = image);
	disk_boot();
	fd = disk_device(id, 0, LKL_O_RDWR);
	CHECK(fd >= 0, "the device is there");
	memset(data, 'a', sizeof(data));
	CHECK_EQ(lkl_sys_pwrite64(fd, data, MIB, MIB), MIB, "write");
	CHECK_EQ(lkl_sys_fsync(fd), 0, "fsync");
	CHECK(image_is(MIB, 'a') && image_is(2 * MIB - 4096, 'a') &&
	      image_is(2 * MIB, 0), "the image has it");

	before = allocated();
	CHECK_EQ(range(fd, LKL_BLKDISCARD, MIB, MIB / 2), 0, "discard");
	CHECK(allocated() < before, "storage is given back");
	CHECK(image_is(MIB * 3 / 2, 'a'), "of that range only");

	CHECK_EQ(range(fd, LKL_BLKZEROOUT, MIB * 3 / 2, MIB / 4), 0, "zero");
	CHECK(image_is(MIB * 3 / 2, 0) && image_is(MIB * 7 / 4 - 4096, 0) &&
	      image_is(MIB * 7 / 4, 'a'), "the image has zeroes there");
	CHECK_EQ(range(fd, LKL_BLKDISCARD, 8 * MIB, MIB), -EINVAL,
		 "behind the end is refused");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	return KTAP_END();
}
