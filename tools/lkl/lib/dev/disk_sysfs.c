// SPDX-License-Identifier: GPL-2.0
/*
 * Find the kernel's block device of a disk.
 *
 * Names like vda depend on what was added and removed before; the way through
 * the platform device that the disk was plugged in as does not.
 */
#include <stdio.h>
#include <string.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#include "dev/disk.h"
#include "lkl_disk.h"

#define PATH_BYTES	256
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
		if (strncmp(entry->d_name, start, strlen(start)))
			continue;
		err = snprintf(name, NAME_BYTES, "%s", entry->d_name) <
		      NAME_BYTES ? 0 : -LKL_ENAMETOOLONG;
	}
	lkl_closedir(dir);
	return err;
}

/* Add the name in folder @path that begins with @start to @path. */
static int enter(char *path, const char *start)
{
	size_t used = strlen(path);
	char name[NAME_BYTES];
	int err = find_name(path, start, name);

	if (!err && snprintf(path + used, PATH_BYTES - used, "/%s", name) >=
	    (int)(PATH_BYTES - used))
		err = -LKL_ENAMETOOLONG;
	return err;
}

static int disk_folder(int disk_id, char *path)
{
	int id = lkl__disk_kernel_id(disk_id);
	int err;

	if (id < 0)
		return id;
	snprintf(path, PATH_BYTES,
		 "/sysfs/bus/platform/devices/virtio-mmio.%d", id);
	err = enter(path, "virtio");
	if (!err)
		err = enter(path, "block");
	if (!err)
		err = enter(path, "vd");
	return err == -LKL_ENOENT ? -LKL_ENODEV : err;
}

int lkl_get_virtio_blkdev(int disk_id, unsigned int part, uint32_t *dev)
{
	char path[PATH_BYTES], file[2 * PATH_BYTES];
	const char *name;
	int err;

	err = lkl_mount_fs("sysfs");
	if (err < 0)
		return err;
	err = disk_folder(disk_id, path);
	if (err)
		return err;
	name = strrchr(path, '/') + 1;
	if (part)
		snprintf(file, sizeof(file), "%s/%s%u/dev", path, name, part);
	else
		snprintf(file, sizeof(file), "%s/dev", path);
	err = lkl_encode_dev_from_sysfs(file, dev);
	return err == -LKL_ENOENT ? -LKL_ENXIO : err;
}
