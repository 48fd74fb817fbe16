// SPDX-License-Identifier: GPL-2.0
/*
 * Disks are opened, plugged in when the kernel starts, and closed; and what
 * cannot be opened says why.
 */
#include "ktap.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "blk_kernel.h"
#include "lkl_disk.h"

static char dir[] = P_tmpdir "/lkl-disk-open-XXXXXX";
static char image[64], small[64], fifo[64], missing[64];

static int try(struct lkl_disk_options options)
{
	options.size = sizeof(options);
	return lkl_disk_open(&options);
}

#define OPEN(...) try((struct lkl_disk_options){ __VA_ARGS__ })

static void make(const char *path, off_t bytes)
{
	int fd = open(path, O_CREAT | O_RDWR, 0600);

	if (fd < 0 || ftruncate(fd, bytes) || close(fd))
		KTAP_BAIL("no file");
}

static void refused(void)
{
	struct lkl_disk_options tiny = { .size = 8, .path = image };
	int fd = open(image, O_RDONLY), append = open(image, O_RDWR | O_APPEND);

	CHECK_EQ(lkl_disk_open(&tiny), -EINVAL, "options of no known size");
	CHECK_EQ(OPEN(.path = NULL), -EINVAL, "no path");
	CHECK_EQ(OPEN(.from = 9, .path = image), -EINVAL, "an unknown kind");
	CHECK_EQ(OPEN(.path = image, .flags = 128), -EINVAL, "unknown flags");
	CHECK_EQ(OPEN(.path = missing), -ENOENT, "a missing image");
	CHECK_EQ(OPEN(.path = dir), -EISDIR, "a folder");
	CHECK_EQ(OPEN(.path = dir, .flags = LKL_DISK_READONLY), -EISDIR,
		 "a folder, to be read");
	CHECK_EQ(OPEN(.path = fifo), -ENOTBLK, "a fifo");
	CHECK_EQ(OPEN(.path = fifo, .flags = LKL_DISK_READONLY), -ENOTBLK,
		 "a fifo, to be read");
	CHECK_EQ(OPEN(.path = small), -EINVAL, "an image of 100 bytes");
	CHECK_EQ(OPEN(.path = "/dev/null"), -ENOTBLK, "a character device");
	CHECK_EQ(OPEN(.path = image, .offset = 1 << 20), -EINVAL,
		 "a range behind the end");
	CHECK_EQ(OPEN(.path = image, .block_bytes = 1000), -EINVAL,
		 "a block size of 1000");
	CHECK_EQ(OPEN(.path = image, .nr_queues = 99), -EINVAL,
		 "too many queues");
	CHECK_EQ(OPEN(.path = image, .serial = "012345678901234567890"),
		 -EINVAL, "a serial that is too long");
	CHECK_EQ(OPEN(.from = LKL_DISK_FD, .fd = 999), -EBADF,
		 "a descriptor that is not open");
	CHECK_EQ(OPEN(.from = LKL_DISK_FD, .fd = fd), -EACCES,
		 "a descriptor that cannot be written");
	CHECK_EQ(OPEN(.from = LKL_DISK_FD, .fd = append), -EINVAL,
		 "a descriptor that appends");
	CHECK_EQ(OPEN(.from = LKL_DISK_MEMORY), -EINVAL, "no memory");
	CHECK_EQ(OPEN(.from = LKL_DISK_CALLBACKS), -EINVAL, "no callbacks");
	CHECK_EQ(lkl_disk_close(0), -ENODEV, "closing what is not open");
	CHECK_EQ(lkl_disk_close(-1), -ENODEV, "closing an error");
	close(fd);
	close(append);
}

static void locks(void)
{
	int first = OPEN(.path = image), second;

	CHECK_EQ(first, 0, "an image");
	CHECK_EQ(OPEN(.path = image), -EBUSY, "the same once more");
	CHECK_EQ(OPEN(.path = image, .flags = LKL_DISK_READONLY), -EBUSY,
		 "the same to be read");
	second = OPEN(.path = image, .flags = LKL_DISK_NO_LOCK);
	CHECK_EQ(second, 1, "the same without a lock");
	CHECK_EQ(lkl_disk_close(second), 0, "close");
	CHECK_EQ(lkl_disk_close(first), 0, "close the first");
	CHECK_EQ(OPEN(.path = image), 0, "the lock is gone with it");
	CHECK_EQ(lkl_disk_close(0), 0, "close again");
}

static void compat(void)
{
	struct lkl_disk disk = { .fd = open(image, O_RDONLY) };
	struct lkl_disk second = { .fd = open(image, O_RDWR) };

	CHECK_EQ(lkl_disk_add(&disk), 0, "a descriptor in the old way");
	CHECK_EQ(lkl_disk_add(&second), -EBUSY, "a writer is kept away");
	CHECK_EQ(lkl_disk_remove(disk), 0, "remove");
	CHECK_EQ(lkl_disk_add(&second), 0, "now it may");
	CHECK_EQ(lkl_disk_remove(second), 0, "remove it");
	CHECK_EQ(lkl_disk_remove(second), -ENODEV, "not twice");
	CHECK(!close(disk.fd) && !close(second.fd),
	      "the descriptors stay open");
}

/* Before the kernel starts, after, and after it has halted. */
static void life(void)
{
	struct driver drv;
	int early, late;

	early = OPEN(.path = image, .flags = LKL_DISK_READONLY,
		     .serial = "first");
	CHECK(early == 0 && nr_added == 0, "nothing is plugged in yet");
	CHECK(stage && !stage->start() && nr_added == 1,
	      "the kernel starts and gets it");
	running = 1;
	driver_start(&drv, added.base, 1);
	CHECK(!(drv.features >> VIRTIO_BLK_F_RO & 1) &&
	      driver_do(&drv, VIRTIO_BLK_T_OUT, 0, 512) == VIRTIO_BLK_S_OK,
	      "it can be written, in memory");
	CHECK(driver_do(&drv, VIRTIO_BLK_T_GET_ID, 0, 20) == VIRTIO_BLK_S_OK &&
	      !strcmp(driver_data(), "first"), "its serial");

	late = OPEN(.from = LKL_DISK_MEMORY, .length = 65536,
		    .flags = LKL_DISK_PROTECTED);
	CHECK(late == 1 && nr_added == 2, "another is plugged in at once");
	driver_start(&drv, added.base, 1);
	CHECK(drv.features >> VIRTIO_BLK_F_RO & 1, "it is read-only");
	CHECK(!strcmp(added.name, "virtio-mmio"), "by its driver's name");
	CHECK_EQ(driver_do(&drv, VIRTIO_BLK_T_IN, 0, 512), VIRTIO_BLK_S_OK,
		 "and can be read");
	CHECK(!lkl_disk_close(late) && nr_removed == 1, "it is pulled out");
	running = 0;
	stage->stop();
	CHECK_EQ(nr_removed, 2, "a halt lets go of the first");
	CHECK_EQ(lkl_disk_close(early), 0, "which is closed then");
}

int main(void)
{
	KTAP_PLAN(48);
	if (!mkdtemp(dir))
		KTAP_BAIL("no folder");
	snprintf(image, sizeof(image), "%s/image", dir);
	snprintf(small, sizeof(small), "%s/small", dir);
	snprintf(fifo, sizeof(fifo), "%s/fifo", dir);
	snprintf(missing, sizeof(missing), "%s/missing", dir);
	make(image, 1 << 20);
	make(small, 100);
	mkfifo(fifo, 0600);
	guest_init(&guest, BLK_NUM);

	refused();
	locks();
	compat();
	life();

	free(guest.mem.base);
	unlink(image);
	unlink(small);
	unlink(fifo);
	rmdir(dir);
	return KTAP_END();
}
