// SPDX-License-Identifier: GPL-2.0
/*
 * Unmounting, such that nothing is lost without a word.
 */
#include <stdio.h>

#include <lkl_disk.h>
#include <lkl_fs.h>
#include <lkl_sys.h>
#include <lkl/linux/magic.h>

#include "fs/blkdev.h"
#include "fs/mount.h"
#include "fs/protect.h"
#include "fs/salvage.h"

#define RETRY_MS 10

/*
 * umount() does not tell of writes that fail, syncfs() does - unless the file
 * system has found damage: ext4 drops what it was to write, then, and only
 * fsync() says so. A mount point that cannot be opened is left to umount().
 */
static long sync_mount(const char *path)
{
	long fd, err;

	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return 0;
	err = lkl_sys_syncfs(fd);
	if (!err)
		err = lkl_sys_fsync(fd);
	if (err == -LKL_EINVAL)
		err = 0;
	lkl_sys_close(fd);
	return err;
}

static long umount_retry(const char *path, int flags, long timeout_ms)
{
	struct __lkl__kernel_timespec pause = {
		.tv_nsec = RETRY_MS * 1000000L,
	};
	long err;

	for (;;) {
		err = lkl_sys_umount(path, flags);
		if (err != -LKL_EBUSY || timeout_ms <= 0)
			return err;
		lkl_sys_nanosleep(&pause, NULL);
		timeout_ms -= RETRY_MS;
	}
}

long lkl_umount_timeout(char *path, int flags, long timeout_ms)
{
	long lost = sync_mount(path);
	long err = umount_retry(path, flags, timeout_ms);

	return err ? err : lost;
}

/* What is mounted for a disk may be a partition of it, see link_disk(). */
static uint32_t resolve(uint32_t dev)
{
	char link[LKL__BLKDEV_PATH], target[LKL__BLKDEV_PATH] = "";
	unsigned int part;

	lkl__mount_point(dev, link);
	if (lkl_sys_readlink(link, target, sizeof(target) - 1) < 0 ||
	    sscanf(target, "/mnt/%x", &part) != 1)
		return dev;
	return part;
}

/*
 * An ext4 with errors=continue says nothing of what it dropped; but one that is
 * mounted for writing was not marked as damaged before, see lkl__mount().
 */
static int is_written_ext(const char *mnt)
{
	struct lkl_statfs st;

	return !lkl_sys_statfs(mnt, &st) && !(st.f_flags & LKL_MS_RDONLY) &&
	       st.f_type == LKL_EXT4_SUPER_MAGIC;
}

static long check_ext(uint32_t dev)
{
	int state = lkl__ext_state(dev, "ext4");

	if (state < 0)
		return state;
	return state & LKL__EXT_DAMAGED ? -LKL_EUCLEAN : 0;
}

long lkl_umount_blkdev(unsigned int dev, int flags, long timeout_ms)
{
	char mnt[LKL__BLKDEV_PATH];
	uint32_t on = resolve(dev);
	long lost, err;
	int is_ext;

	lkl__mount_point(on, mnt);
	is_ext = is_written_ext(mnt);
	lost = sync_mount(mnt);
	err = umount_retry(mnt, flags, timeout_ms);
	if (err)
		return err == -LKL_ENOENT ? -LKL_EINVAL : err;
	err = lkl__blkdev_flush(on);
	if (!err && is_ext)
		err = check_ext(on);
	lkl__unprotect(on);
	lkl_sys_rmdir(mnt);
	if (on != dev) {
		lkl__mount_point(dev, mnt);
		lkl_sys_unlink(mnt);
	}
	return lost && err != -LKL_EUCLEAN ? lost : err;
}

long lkl_umount_dev(unsigned int disk_id, unsigned int part, int flags,
		    long timeout_ms)
{
	uint32_t dev;
	int err;

	err = lkl_get_virtio_blkdev(disk_id, part, &dev);
	return err ? err : lkl_umount_blkdev(dev, flags, timeout_ms);
}
