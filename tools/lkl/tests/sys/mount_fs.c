// SPDX-License-Identifier: GPL-2.0
/*
 * Of threads that want the same file system without a device, one mounts it and
 * the others find it; one that cannot be mounted leaves folders as they were.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_THREADS	8
#define NR_TYPES	4
#define NR_ROUNDS	50

static const char *const types[NR_TYPES] = {
	"sysfs", "proc", "tmpfs", "ramfs"
};

static pthread_barrier_t barrier;
/* Of this round, and how many rounds went wrong. */
static int nr_mounted, nr_found, nr_wrong[NR_TYPES];

static void end_round(int type)
{
	char path[16];

	if (nr_mounted != 1 || nr_found != NR_THREADS - 1)
		nr_wrong[type]++;
	nr_mounted = 0;
	nr_found = 0;
	snprintf(path, sizeof(path), "/%s", types[type]);
	while (!lkl_sys_umount(path, 0))
		;
}

static void mount_one(int type)
{
	int ret = lkl_mount_fs(types[type]);

	__atomic_add_fetch(&nr_mounted, ret == 0, __ATOMIC_RELAXED);
	__atomic_add_fetch(&nr_found, ret == 1, __ATOMIC_RELAXED);
}

static void *mount_all(void *arg)
{
	int round, type;

	(void)arg;
	for (round = 0; round < NR_ROUNDS; round++) {
		for (type = 0; type < NR_TYPES; type++) {
			pthread_barrier_wait(&barrier);
			mount_one(type);
			if (pthread_barrier_wait(&barrier))
				end_round(type);
		}
	}
	return NULL;
}

int main(void)
{
	pthread_t threads[NR_THREADS];
	int i;

	KTAP_PLAN(NR_TYPES + 5);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	pthread_barrier_init(&barrier, NULL, NR_THREADS);
	for (i = 0; i < NR_THREADS; i++)
		pthread_create(&threads[i], NULL, mount_all, NULL);
	for (i = 0; i < NR_THREADS; i++)
		pthread_join(threads[i], NULL);
	for (i = 0; i < NR_TYPES; i++)
		CHECK_EQ(nr_wrong[i], 0, "%s: mounted by one, found by others",
			 types[i]);

	CHECK_EQ(lkl_mount_fs("nofs"), -LKL_ENODEV, "there is no such type");
	CHECK_EQ(lkl_sys_access("/nofs", 0), -LKL_ENOENT, "and no folder");
	lkl_sys_mkdir("/nofs", 0700);
	CHECK_EQ(lkl_mount_fs("nofs"), -LKL_ENODEV, "nor with a folder");
	CHECK_EQ(lkl_sys_access("/nofs", 0), 0, "which stays");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
