// SPDX-License-Identifier: GPL-2.0
/*
 * System calls are no cancellation points, though the thread that makes one
 * may read and write the disk: one that is cancelled comes to the end of its
 * call, and the disk works on.
 */
#include "disk.h"
#include "threads.h"

#define NR_THREADS	8

static char mnt[32];
static int nr_done;

/*
 * Cancelled from the start: the next cancellation point is the last. Being
 * cancelled leaves this frame without a word to the address sanitizer, which
 * would find its borders in the frames of destructors.
 */
__attribute__((no_sanitize_address))
static void *write_cancelled(void *arg)
{
	char name[8] = "file0", data[8192];

	pthread_cancel(pthread_self());
	name[4] += (char)(long)arg;
	memset(data, name[4], sizeof(data));
	if (!disk_write_file(mnt, name, data, sizeof(data)))
		__atomic_add_fetch(&nr_done, 1, __ATOMIC_RELAXED);
	pthread_testcancel();
	return NULL;
}

static int is_written(int i)
{
	char name[8] = "file0", data[8192];

	name[4] += (char)i;
	memset(data, name[4], sizeof(data));
	return disk_file_is(mnt, name, data, sizeof(data));
}

int main(void)
{
	const char *image = disk_path("image");
	int id, i, nr_cancelled = 0, nr_written = 0;
	pthread_t threads[NR_THREADS];
	void *ret;

	need("mkfs.ext4", "e2fsprogs");
	KTAP_PLAN(6);
	disk_ext4(image, 16);
	id = DISK_OPEN(.path = image);
	disk_boot();
	if (lkl_mount_dev(id, 0, "ext4", 0, NULL, mnt, sizeof(mnt)))
		KTAP_BAIL("no file system");
	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, write_cancelled,
			       (void *)(long)i);
	for (i = 0; i < NR_THREADS; i++) {
		pthread_join(threads[i], &ret);
		nr_cancelled += ret == PTHREAD_CANCELED;
	}
	CHECK_EQ(nr_done, NR_THREADS, "threads finish their calls");
	CHECK_EQ(nr_cancelled, NR_THREADS, "and are cancelled after them");
	for (i = 0; i < NR_THREADS; i++)
		nr_written += is_written(i);
	CHECK_EQ(nr_written, NR_THREADS, "what they wrote is there");
	CHECK_EQ(lkl_umount_dev(id, 0, 0, 1000), 0, "umount");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	CHECK_EQ(disk_fsck(image), 0, "e2fsck is content");
	return KTAP_END();
}
