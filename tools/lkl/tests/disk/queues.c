// SPDX-License-Identifier: GPL-2.0
/*
 * A disk with several queues keeps the data of several threads apart. A kernel
 * uses no more queues than it has processors.
 */
#include <pthread.h>

#include "disk.h"

#define NR_QUEUES	4
#define NR_THREADS	8
#define ROUNDS		50
#define BLOCK		16384
#define MIB		4
#define BLOCKS		((MIB << 20) / BLOCK / NR_THREADS)

static int disk, failed;

/* What thread @thread has in its block @n after @round. */
static void fill(unsigned char *data, int thread, int n, int round)
{
	int i;

	for (i = 0; i < BLOCK; i++)
		data[i] = (unsigned char)(i * 3 + thread * 31 + n * 7 + round);
}

/* The threads' blocks alternate, so that their requests are neighbours. */
static long long where(int thread, int n)
{
	return ((long long)n * NR_THREADS + thread) * BLOCK;
}

static int write_and_read(long fd, int thread, int round,
			  unsigned char *want, unsigned char *got)
{
	int n = round * 13 % BLOCKS;

	fill(want, thread, n, round);
	if (lkl_sys_pwrite64(fd, (char *)want, BLOCK, where(thread, n)) !=
	    BLOCK)
		return -1;
	if (lkl_sys_fsync(fd))
		return -1;
	/* dropped, so that it comes from the disk; tiny kernels keep it */
	lkl_sys_fadvise64(fd, where(thread, n), BLOCK, POSIX_FADV_DONTNEED);
	memset(got, 0, BLOCK);
	if (lkl_sys_pread64(fd, (char *)got, BLOCK, where(thread, n)) != BLOCK)
		return -1;
	return memcmp(want, got, BLOCK);
}

static void *work(void *arg)
{
	int thread = (int)(long)arg, round;
	unsigned char *buf = aligned_alloc(4096, 2 * BLOCK);
	long fd = disk_device(disk, 0, LKL_O_RDWR);

	for (round = 0; round < ROUNDS; round++) {
		if (write_and_read(fd, thread, round, buf, buf + BLOCK))
			__atomic_fetch_add(&failed, 1, __ATOMIC_RELAXED);
	}
	lkl_sys_close(fd);
	free(buf);
	return NULL;
}

/* What every block of the image is after the last round that wrote it. */
static int nr_wrong(const char *image)
{
	static unsigned char want[BLOCK], got[BLOCK];
	int fd = open(image, O_RDONLY), thread, round, wrong = 0;

	for (thread = 0; thread < NR_THREADS; thread++) {
		for (round = ROUNDS - BLOCKS; round < ROUNDS; round++) {
			int n = round * 13 % BLOCKS;

			fill(want, thread, n, round);
			wrong += pread(fd, got, BLOCK, where(thread, n)) !=
					 BLOCK ||
				 memcmp(want, got, BLOCK);
		}
	}
	close(fd);
	return wrong;
}

static int nr_used(void)
{
	int err, nr = 0;
	struct lkl_dir *dir;

	lkl_mount_fs("sysfs");
	dir = lkl_opendir("/sysfs/block/vda/mq", &err);
	while (dir && lkl_readdir(dir))
		nr++;
	if (dir)
		lkl_closedir(dir);
	return nr - 2;
}

int main(void)
{
	const char *image = disk_path("image");
	pthread_t threads[NR_THREADS];
	long i;

	_Static_assert(BLOCKS <= ROUNDS, "every block is written");
	disk_image(image, MIB);
	KTAP_PLAN(5);
	disk = DISK_OPEN(.path = image, .nr_queues = NR_QUEUES);
	CHECK(disk >= 0, "%d queues", NR_QUEUES);
	disk_boot();
	KTAP_DIAG("the kernel uses %d", nr_used());
	CHECK(nr_used() >= 1, "the kernel uses what it can");
	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, work, (void *)i);
	for (i = 0; i < NR_THREADS; i++)
		pthread_join(threads[i], NULL);
	CHECK_EQ(failed, 0, "everybody reads what it wrote");
	CHECK_EQ(lkl_disk_close(disk), 0, "close");
	disk_halt();
	CHECK_EQ(nr_wrong(image), 0, "and all of it is in the image");
	return KTAP_END();
}
