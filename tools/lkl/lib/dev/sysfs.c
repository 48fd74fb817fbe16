// SPDX-License-Identifier: GPL-2.0
/*
 * The way through sysfs from a device that was plugged in to what the kernel
 * made of it.
 */
#include "dev/sysfs.h"

#include <stdio.h>
#include <string.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#define NAME_BYTES	64

/* The first name in a folder that begins with @start. */
static int find_name(const char *folder, const char *start, char *name)
{
	struct lkl_linux_dirent64 *entry;
	struct lkl_dir *dir;
	int err;

	dir = lkl_opendir(folder, &err);
	if (!dir)
		return err;
	err = -LKL_ENOENT;
	while (err == -LKL_ENOENT && (entry = lkl_readdir(dir))) {
		if (entry->d_name[0] == '.' ||
		    strncmp(entry->d_name, start, strlen(start)))
			continue;
		err = snprintf(name, NAME_BYTES, "%s", entry->d_name) <
		      NAME_BYTES ? 0 : -LKL_ENAMETOOLONG;
	}
	lkl_closedir(dir);
	return err;
}

int lkl__sysfs_enter(char *path, const char *start)
{
	size_t used = strlen(path);
	char name[NAME_BYTES];
	int err = find_name(path, start, name);

	if (!err && snprintf(path + used, LKL__SYSFS_PATH - used, "/%s", name) >=
	    (int)(LKL__SYSFS_PATH - used))
		err = -LKL_ENAMETOOLONG;
	return err;
}

int lkl__sysfs_virtio(int id, char *path)
{
	int err = lkl_mount_fs("sysfs");

	if (err < 0)
		return err;
	snprintf(path, LKL__SYSFS_PATH,
		 "/sysfs/bus/platform/devices/virtio-mmio.%d", id);
	return lkl__sysfs_enter(path, "virtio");
}
