// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Sixteen threads on one ext4, with signals, short threads and timers beside
 * them: nobody hangs, nothing is lost, and the image is clean.
 * LKL_STRESS_SECONDS says for how long, 5 if it is not set.
 */
#include "../disk/disk.h"
#include "threads.h"

#define NR_THREADS	16
#define BYTES		30000

static char mnt[32];
static int stop, nr_bad;
static unsigned long nr_files;

static int stopped(void)
{
	return __atomic_load_n(&stop, __ATOMIC_RELAXED);
}

static void handler(int sig)
{
	(void)sig;
}

static void fill(char *data, long thread, int n)
{
	int i;

	for (i = 0; i < BYTES; i++)
		data[i] = (char)(i * 7 + thread * 31 + n);
}

static int sync_and_remove(const char *name)
{
	char path[96];
	long fd;
	int err;

	snprintf(path, sizeof(path), "%s/%s", mnt, name);
	fd = lkl_sys_open(path, LKL_O_RDWR, 0);
	if (fd < 0)
		return -1;
	err = lkl_sys_fsync((int)fd) || lkl_sys_close((int)fd);
	return err || lkl_sys_unlink(path);
}

static void *use_files(void *arg)
{
	char data[BYTES], name[32];
	long thread = (long)arg;
	int n;

	for (n = 0; !stopped(); n++) {
		snprintf(name, sizeof(name), "file-%ld-%d", thread, n % 8);
		fill(data, thread, n);
		if (disk_write_file(mnt, name, data, BYTES) ||
		    !disk_file_is(mnt, name, data, BYTES) ||
		    (n % 4 == 0 && sync_and_remove(name)))
			__atomic_fetch_add(&nr_bad, 1, __ATOMIC_RELAXED);
		__atomic_fetch_add(&nr_files, 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

static void *call_once(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = MSEC / 10 };

	(void)arg;
	lkl_sys_nanosleep(&ts, NULL);
	return NULL;
}

static void *start_threads(void *arg)
{
	(void)arg;
	while (!stopped()) {
		pthread_t threads[4];
		int i;

		for (i = 0; i < 4; i++)
			pthread_create(&threads[i], NULL, call_once, NULL);
		for (i = 0; i < 4; i++)
			pthread_join(threads[i], NULL);
	}
	return NULL;
}

static void run_all(long seconds)
{
	pthread_t threads[NR_THREADS], starter;
	long long end = now_ns() + seconds * SEC;
	long i;

	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, use_files, (void *)i);
	pthread_create(&starter, NULL, start_threads, NULL);
	for (i = 0; now_ns() < end; i++) {
		pthread_kill(threads[i % NR_THREADS], SIGALRM);
		nap_ms(1);
	}
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	for (i = 0; i < NR_THREADS; i++)
		pthread_join(threads[i], NULL);
	pthread_join(starter, NULL);
}

int main(void)
{
	const char *image = disk_path("image");
	const char *seconds = getenv("LKL_STRESS_SECONDS");
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 64);
	KTAP_PLAN(6);
	handle_signal(SIGALRM, handler, SA_RESTART);
	id = DISK_OPEN(.path = image);
	disk_boot();
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	run_all(seconds ? atol(seconds) : 5);
	KTAP_DIAG("%lu files", nr_files);
	CHECK_EQ(nr_bad, 0, "everybody reads what it wrote");
	CHECK(nr_files > NR_THREADS, "and everybody writes");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 5000), 0, "umount");
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
