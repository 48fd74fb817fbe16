// SPDX-License-Identifier: GPL-2.0
/*
 * Mounting.
 */
#include <stdio.h>
#include <string.h>

#include <lkl_disk.h>
#include <lkl_fs.h>
#include <lkl_sys.h>

#include "fs/blkdev.h"
#include "fs/mount.h"
#include "fs/recognize.h"

void lkl__mount_point(uint32_t dev, char *path)
{
	snprintf(path, LKL__BLKDEV_PATH, "/mnt/%08x", (unsigned int)dev);
}

static int is_mount_point(const char *path)
{
	struct lkl_statx st;

	return !lkl_sys_statx(LKL_AT_FDCWD, path, 0, 0, &st) &&
	       (st.stx_attributes & LKL_STATX_ATTR_MOUNT_ROOT);
}

static long make_dirs(const char *mnt)
{
	long err = lkl_sys_mkdir("/mnt", 0755);

	if (err && err != -LKL_EEXIST)
		return err;
	err = lkl_sys_mkdir(mnt, 0755);
	return err == -LKL_EEXIST ? 0 : err;
}

static long mount_there(uint32_t dev, const char *mnt, const char *type,
			int flags, const char *opts)
{
	long err;

	/* lkl__mount() protects the device, and what is mounted may write. */
	if (is_mount_point(mnt))
		return -LKL_EBUSY;
	/* Of a disk that had this number before; the program unmounted it. */
	lkl_sys_unlink(mnt);
	err = make_dirs(mnt);
	if (err)
		return err;
	err = lkl__mount(dev, mnt, type, flags, opts);
	if (err && err != -LKL_EBUSY)
		lkl_sys_rmdir(mnt);
	return err;
}

/* So that umount finds the partition that was chosen of @disk. */
static void link_disk(uint32_t disk, const char *mnt)
{
	char path[LKL__BLKDEV_PATH];

	lkl__mount_point(disk, path);
	/* What there was may be of another disk that had this number. */
	if (lkl_sys_unlink(path))
		lkl_sys_rmdir(path);
	lkl_sys_symlink(mnt, path);
}

static long mount_dev(uint32_t dev, int whole, const char *fs_type, int flags,
		      const char *opts, char *mnt, unsigned int mnt_len)
{
	char path[LKL__BLKDEV_PATH], type[LKL__TYPE_BYTES];
	uint32_t on = dev;
	int err;

	if (mnt_len < sizeof(path))
		return -LKL_ENAMETOOLONG;
	if (fs_type && !*fs_type)
		fs_type = NULL;
	if (!fs_type || whole) {
		err = lkl__recognize(&on, fs_type, type);
		if (err && (!fs_type || err == -LKL_ENOTUNIQ ||
			    err == -LKL_ENXIO))
			return err;
	}
	lkl__mount_point(on, path);
	err = mount_there(on, path, fs_type ? fs_type : type, flags, opts);
	if (err)
		return err;
	if (on != dev)
		link_disk(dev, path);
	strcpy(mnt, path);
	return 0;
}

long lkl_mount_dev(unsigned int disk_id, unsigned int part,
		   const char *fs_type, int flags, const char *opts,
		   char *mnt, unsigned int mnt_len)
{
	uint32_t dev;
	int err;

	err = lkl_get_virtio_blkdev(disk_id, part, &dev);
	return err ? err : mount_dev(dev, !part, fs_type, flags, opts, mnt,
				     mnt_len);
}

long lkl_mount_blkdev(unsigned int dev, const char *fs_type, int flags,
		      const char *opts, char *mnt, unsigned int mnt_len)
{
	return mount_dev(dev, 0, fs_type, flags, opts, mnt, mnt_len);
}

/* One thread at a time looks whether it is there. Return: a descriptor. */
static long begin_mount_fs(void)
{
	long fd, err;

	fd = lkl_sys_open("/", LKL_O_RDONLY | LKL_O_DIRECTORY | LKL_O_CLOEXEC,
			  0);
	if (fd < 0)
		return fd;
	do {
		err = lkl_sys_flock(fd, LKL_LOCK_EX);
	} while (err == -LKL_EINTR);
	if (!err)
		return fd;
	lkl_sys_close(fd);
	return err;
}

static long mount_fs(const char *fstype, const char *path)
{
	long made, err;

	made = lkl_sys_mkdir(path, 0755);
	if (made == -LKL_EEXIST && is_mount_point(path))
		return 1;
	if (made && made != -LKL_EEXIST)
		return made;
	err = lkl_sys_mount("none", path, fstype, 0, NULL);
	if (err && !made)
		lkl_sys_rmdir(path);
	return err;
}

int lkl_mount_fs(const char *fstype)
{
	char path[64];
	long fd, ret;

	if ((size_t)snprintf(path, sizeof(path), "/%s", fstype) >= sizeof(path))
		return -LKL_ENAMETOOLONG;
	if (is_mount_point(path))
		return 1;
	fd = begin_mount_fs();
	if (fd < 0)
		return fd;
	ret = mount_fs(fstype, path);
	lkl_sys_close(fd);
	return ret;
}
