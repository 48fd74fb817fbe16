// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that read and write one file system at once get what they wrote.
 */
#include <pthread.h>

#include "disk.h"

#define NR_THREADS	8
#define ROUNDS		40
#define BYTES		20000

static char mnt[32];
static int failed;

static void fill(char *data, int thread, int n)
{
	int i;

	for (i = 0; i < BYTES; i++)
		data[i] = i * 7 + thread * 31 + n;
}

static void *work(void *arg)
{
	char data[BYTES], name[32];
	int thread = (long)arg, i;

	for (i = 0; i < ROUNDS; i++) {
		snprintf(name, sizeof(name), "file-%d-%d", thread, i % 4);
		fill(data, thread, i);
		if (disk_write_file(mnt, name, data, BYTES) ||
		    !disk_file_is(mnt, name, data, BYTES))
			__atomic_fetch_add(&failed, 1, __ATOMIC_RELAXED);
	}
	return NULL;
}

static int all_there(void)
{
	char data[BYTES], name[32];
	int thread, i;

	for (thread = 0; thread < NR_THREADS; thread++) {
		for (i = ROUNDS - 4; i < ROUNDS; i++) {
			snprintf(name, sizeof(name), "file-%d-%d", thread,
				 i % 4);
			fill(data, thread, i);
			if (!disk_file_is(mnt, name, data, BYTES))
				return 0;
		}
	}
	return 1;
}

int main(void)
{
	const char *image = disk_path("image");
	pthread_t threads[NR_THREADS];
	long i;
	int id;

	need("mkfs.ext4", "e2fsprogs");
	disk_ext4(image, 32);
	KTAP_PLAN(6);
	id = DISK_OPEN(.path = image);
	disk_boot();
	CHECK_EQ(lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)), 0,
		 "mount");
	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, work, (void *)i);
	for (i = 0; i < NR_THREADS; i++)
		pthread_join(threads[i], NULL);
	CHECK_EQ(failed, 0, "everybody reads what it wrote");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt));
	CHECK(all_there(), "and so after a new mount");
	lkl_umount_dev(id, 0, 0, 1000);
	CHECK_EQ(lkl_disk_close(id), 0, "close");
	disk_halt();
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
