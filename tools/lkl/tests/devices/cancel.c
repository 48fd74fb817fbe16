// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that come to a device of the host are no cancellation points: a thread
 * that is cancelled comes to the end of its call, and the devices work on.
 */
#include <pthread.h>
#include <sys/socket.h>

#include "console.h"

#define NR_THREADS	8
#define UBD_MAJOR	98

static int nr_done;

/* Cancelled from the start: the next cancellation point is the last. */
static void *use_devices(void *arg)
{
	char name[8] = "file0", data[8192];
	long fd;
	int ok;

	pthread_cancel(pthread_self());
	name[4] += (char)(long)arg;
	memset(data, name[4], sizeof(data));
	fd = console_open(1);
	ok = fd >= 0 && line_says(fd, "cancelled\n");
	lkl_sys_close(fd);
	ok &= !disk_write_file("/disk", name, data, sizeof(data));
	ok &= !disk_write_file("/host", name, data, sizeof(data));
	__atomic_add_fetch(&nr_done, ok, __ATOMIC_RELAXED);
	pthread_testcancel();
	return NULL;
}

static int is_written(const char *where, int i)
{
	char name[8] = "file0", data[8192];

	name[4] += (char)i;
	memset(data, name[4], sizeof(data));
	return disk_file_is(where, name, data, sizeof(data));
}

static int run_threads(void)
{
	pthread_t threads[NR_THREADS];
	int i, nr_cancelled = 0;
	void *ret;

	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, use_devices, (void *)(long)i);
	for (i = 0; i < NR_THREADS; i++) {
		pthread_join(threads[i], &ret);
		nr_cancelled += ret == PTHREAD_CANCELED;
	}
	return nr_cancelled;
}

static void mount_all(const char *folder)
{
	if (devices_open("/ubd", LKL_S_IFBLK, UBD_MAJOR, 0, LKL_O_RDWR) < 0 ||
	    lkl_sys_mkdir("/disk", 0700) || lkl_sys_mkdir("/host", 0700) ||
	    lkl_sys_mount("/ubd", "/disk", "ext4", 0, NULL) ||
	    lkl_sys_mount("none", "/host", "hostfs", 0, (void *)folder))
		KTAP_BAIL("no file systems");
}

int main(void)
{
	const char *image = disk_path("image"), *folder = disk_path("folder");
	int sockets[2], i, nr = 0;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 16);
	if (run("mkdir %s", folder) ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, sockets))
		KTAP_BAIL("no folder or no sockets");
	devices_boot("quiet ubd0=%s con1=fd:%d", image, sockets[1]);
	devices_need("/proc/tty/drivers", "UML console");
	KTAP_PLAN(7);
	mount_all(folder);
	CHECK_EQ(run_threads(), NR_THREADS, "threads are cancelled");
	CHECK_EQ(nr_done, NR_THREADS, "after they have finished their calls");
	CHECK(host_hears(sockets[0], "cancelled"), "the console was written");
	for (i = 0; i < NR_THREADS; i++)
		nr += is_written("/disk", i) + is_written("/host", i);
	CHECK_EQ(nr, 2 * NR_THREADS, "and so were the files");
	CHECK(!lkl_sys_umount("/disk", 0) && !lkl_sys_umount("/host", 0),
	      "they are unmounted");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	CHECK_EQ(disk_fsck(image), 0, "the image is clean");
	return KTAP_END();
}
