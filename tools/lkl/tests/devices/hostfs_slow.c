// SPDX-License-Identifier: GPL-2.0
/*
 * While the host takes a second to read a file of a mounted folder, other
 * threads' calls and timers go on.
 */
#include <pthread.h>
#include <sys/syscall.h>

#include "../lib/threads.h"
#include "devices.h"

#define SLOW_MS 1000

enum { OFF, SOON, NOW, DONE };

static int slow;

static int slow_is(int state)
{
	return __atomic_load_n(&slow, __ATOMIC_ACQUIRE) == state;
}

static void set_slow(int state)
{
	__atomic_store_n(&slow, state, __ATOMIC_RELEASE);
}

/* In place of libc's, for all of the program: one call takes its time. */
static ssize_t read_slowly(int fd, void *buf, size_t n, off_t at)
{
	int soon = SOON;

	if (__atomic_compare_exchange_n(&slow, &soon, NOW, 0, __ATOMIC_ACQ_REL,
					__ATOMIC_ACQUIRE)) {
		nap_ms(SLOW_MS);
		set_slow(DONE);
	}
	return syscall(SYS_pread64, fd, buf, n, at);
}

ssize_t pread(int fd, void *buf, size_t n, off_t at)
{
	return read_slowly(fd, buf, n, at);
}

ssize_t pread64(int fd, void *buf, size_t n, off_t at)
{
	return read_slowly(fd, buf, n, at);
}

static void *reader(void *arg)
{
	long fd = *(long *)arg;
	char text[8] = "";

	errno = 77;
	return (void *)(long)(lkl_sys_read(fd, text, sizeof(text)) == 4 &&
			!strcmp(text, "text") && errno == 77);
}

/* Calls that are made while the read lasts, of which some sleep. */
static int count_calls(int *nr_naps)
{
	struct __lkl__kernel_timespec nap = { .tv_nsec = 1000000 };
	int nr = 0;

	for (*nr_naps = 0; slow_is(NOW); nr++) {
		lkl_sys_getppid();
		if (nr % 1000)
			continue;
		lkl_sys_nanosleep(&nap, NULL);
		++*nr_naps;
	}
	return nr;
}

int main(void)
{
	char folder[64];
	pthread_t thread;
	int nr, nr_naps;
	void *right;
	long fd;

	snprintf(folder, sizeof(folder), "%s", disk_path("share"));
	if (run("mkdir %s; printf text >%s/file", folder, folder))
		KTAP_BAIL("no folder");
	devices_boot("quiet");
	devices_need("/proc/filesystems", "hostfs");
	KTAP_PLAN(6);
	CHECK(!lkl_sys_mkdir("/host", 0700) &&
	      !lkl_sys_mount("none", "/host", "hostfs", 0, folder),
	      "a folder is mounted");
	fd = lkl_sys_open("/host/file", LKL_O_RDONLY, 0);
	set_slow(SOON);
	pthread_create(&thread, NULL, reader, &fd);
	while (slow_is(SOON))
		nap_ms(1);
	nr = count_calls(&nr_naps);
	pthread_join(thread, &right);
	KTAP_DIAG("%d calls and %d naps", nr, nr_naps);
	CHECK(right, "the file is read, and errno stays");
	CHECK(nr > 10000, "many calls are made meanwhile");
	CHECK(nr_naps > 10, "and timers go off");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_sys_umount("/host", 0), 0, "it is unmounted");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
