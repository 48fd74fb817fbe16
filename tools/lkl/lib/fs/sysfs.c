// SPDX-License-Identifier: GPL-2.0
/*
 * What sysfs tells of block devices.
 */
#include <stdio.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#include "fs/blkdev.h"

/* The parts of a device number, as the kernel's new_encode_dev() packs them. */
static unsigned int major_of(uint32_t dev)
{
	return dev >> 8 & 0xfff;
}

static unsigned int minor_of(uint32_t dev)
{
	return (dev & 0xff) | (dev >> 12 & 0xfff00);
}

static uint32_t encode(unsigned int major, unsigned int minor)
{
	return (minor & 0xff) | major << 8 | (minor & ~0xffU) << 12;
}

int lkl_encode_dev_from_sysfs(const char *path, uint32_t *dev)
{
	unsigned int major, minor;
	char text[32];
	long fd, len;

	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_CLOEXEC, 0);
	if (fd < 0)
		return fd;
	len = lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	if (len < 0)
		return len;
	text[len] = '\0';
	if (sscanf(text, "%u:%u", &major, &minor) != 2)
		return -LKL_EINVAL;
	*dev = encode(major, minor);
	return 0;
}

/* Only folders of partitions have a file "partition". */
static int partition_number(const char *disk, const char *name, uint32_t *dev)
{
	char path[400];

	snprintf(path, sizeof(path), "%s/%s/partition", disk, name);
	if (lkl_sys_access(path, 0))
		return 0;
	snprintf(path, sizeof(path), "%s/%s/dev", disk, name);
	return lkl_encode_dev_from_sysfs(path, dev) ? 0 : 1;
}

int lkl__blkdev_partitions(uint32_t dev, uint32_t *parts, int max)
{
	struct lkl_linux_dirent64 *entry;
	struct lkl_dir *dir;
	char disk[64];
	int err, nr = 0;

	err = lkl_mount_fs("sysfs");
	if (err < 0)
		return err;
	snprintf(disk, sizeof(disk), "/sysfs/dev/block/%u:%u", major_of(dev),
		 minor_of(dev));
	dir = lkl_opendir(disk, &err);
	if (!dir)
		return err;
	while (nr < max && (entry = lkl_readdir(dir)))
		nr += partition_number(disk, entry->d_name, &parts[nr]);
	err = lkl_errdir(dir);
	lkl_closedir(dir);
	return err ? err : nr;
}
