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

#include "dev/disk/disk.h"
#include "dev/sysfs.h"
#include "lkl_disk.h"

#define PATH_BYTES	LKL__SYSFS_PATH

static int disk_folder(int disk_id, char *path)
{
	int id = lkl__disk_kernel_id(disk_id);
	int err;

	if (id < 0)
		return id;
	err = lkl__sysfs_virtio(id, path);
	if (!err)
		err = lkl__sysfs_enter(path, "block");
	if (!err)
		err = lkl__sysfs_enter(path, "vd");
	return err == -LKL_ENOENT ? -LKL_ENODEV : err;
}

int lkl_get_virtio_blkdev(int disk_id, unsigned int part, uint32_t *dev)
{
	char path[PATH_BYTES], file[2 * PATH_BYTES];
	const char *name;
	int err;

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
