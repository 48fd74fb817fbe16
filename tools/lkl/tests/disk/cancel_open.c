// SPDX-License-Identifier: GPL-2.0
/*
 * To open, recognize, mount and close a disk are no cancellation points: a
 * thread that is cancelled comes to the end of the call, and nothing is left
 * open or locked.
 */
#include <pthread.h>

#include "disk.h"

static const char *image;
static char mnt[32];
static int id;
static long result;

static void open_disk(void)
{
	id = DISK_OPEN(.path = image);
	result = id < 0 ? id : 0;
}

static void mount_disk(void)
{
	result = lkl_mount_dev(id, 0, NULL, 0, NULL, mnt, sizeof(mnt));
}

static void unmount_disk(void)
{
	result = lkl_umount_dev(id, 0, 0, 0);
}

static void close_disk(void)
{
	result = lkl_disk_close(id);
}

/* Cancelled from the start: the next cancellation point is the last. */
__attribute__((no_sanitize_address))
static void *call_cancelled(void *arg)
{
	void (*call)(void);

	*(void **)&call = arg;
	pthread_cancel(pthread_self());
	call();
	pthread_testcancel();
	return NULL;
}

static void check(void (*call)(void), const char *name)
{
	pthread_t thread;
	void *ret;

	result = -1;
	pthread_create(&thread, NULL, call_cancelled, *(void **)&call);
	pthread_join(thread, &ret);
	CHECK(ret == PTHREAD_CANCELED && !result, "%s, and be cancelled then",
	      name);
}

static int nr_open(void)
{
	int fd, nr = 0;

	for (fd = 0; fd < 256; fd++)
		nr += fcntl(fd, F_GETFD) >= 0;
	return nr;
}

int main(void)
{
	int before;

	need("mkfs.ext4", "e2fsprogs");
	image = disk_path("image");
	disk_ext4(image, 16);
	disk_boot();
	id = DISK_OPEN(.path = image);
	if (!disk_recognizes(id))
		KTAP_SKIP_ALL("host: without libblkid nothing is recognized");
	lkl_disk_close(id);
	KTAP_PLAN(7);
	before = nr_open();
	check(open_disk, "open");
	check(mount_disk, "mount");
	check(unmount_disk, "unmount");
	check(close_disk, "close");
	CHECK_EQ(nr_open(), before, "no descriptor is left");
	CHECK(DISK_OPEN(.path = image) >= 0, "no lock either");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
