// SPDX-License-Identifier: GPL-2.0
/*
 * A signal handler that interrupted malloc() may write a file of a disk that is
 * opened for reading only: what it writes is kept in other memory.
 */
#include <signal.h>
#include <time.h>

#include "disk.h"

#define NR_WRITES	500
#define PERIOD_NS	200000
#define FILE_BYTES	(32L << 20)
#define SECONDS		30

static char block[4096];
static long fd;
static volatile long nr_written, nr_failed;

static void write_block(int sig)
{
	long at = nr_written * (long)sizeof(block) % FILE_BYTES;

	(void)sig;
	if (lkl_sys_pwrite64(fd, block, sizeof(block), at) != sizeof(block) ||
	    lkl_sys_fdatasync(fd))
		nr_failed++;
	nr_written++;
}

static void start_timer(void)
{
	struct sigevent event = {
		.sigev_notify = SIGEV_SIGNAL,
		.sigev_signo = SIGUSR1,
	};
	struct itimerspec spec = {
		.it_interval.tv_nsec = PERIOD_NS,
		.it_value.tv_nsec = PERIOD_NS,
	};
	timer_t timer;

	signal(SIGUSR1, write_block);
	if (timer_create(CLOCK_MONOTONIC, &event, &timer) ||
	    timer_settime(timer, 0, &spec, NULL))
		KTAP_BAIL("no timer");
}

/* Larger ones than those that malloc() has for each thread, and no lock. */
static void allocate(void)
{
	void *mem[64] = { NULL };
	unsigned int i;

	for (i = 0; nr_written < NR_WRITES; i++) {
		free(mem[i % 64]);
		mem[i % 64] = malloc(1100 + i * 37 % 6000);
	}
	signal(SIGUSR1, SIG_IGN);
	for (i = 0; i < 64; i++)
		free(mem[i]);
}

int main(void)
{
	const char *image = disk_path("image");
	char mnt[32], name[64];
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 64);
	KTAP_PLAN(4);
	id = DISK_OPEN(.path = image, .flags = LKL_DISK_READONLY);
	disk_boot();
	if (lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)))
		KTAP_BAIL("no file system");
	snprintf(name, sizeof(name), "%s/file", mnt);
	fd = lkl_sys_open(name, LKL_O_RDWR | LKL_O_CREAT, 0600);
	CHECK(fd >= 0, "a file");
	/* It ends a test that hangs. */
	alarm(SECONDS);
	start_timer();
	allocate();
	CHECK_EQ(nr_failed, 0, "%d times written by a handler", NR_WRITES);
	lkl_sys_close(fd);
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 0), 0, "unmount");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
