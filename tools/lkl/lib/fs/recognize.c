// SPDX-License-Identifier: GPL-2.0
/*
 * Recognize the file systems of block devices and of their partitions.
 */
#include <string.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

#include "fs/blkdev.h"
#include "fs/recognize.h"

#define MAX_PARTITIONS	128

static long read_device(void *arg, void *buf, unsigned long len,
			uint64_t offset)
{
	return lkl_sys_pread64(*(long *)arg, buf, len, offset);
}

static int recognize_one(uint32_t dev, char *type)
{
	struct lkl__probe disk = { .read = read_device };
	long fd;
	int err;

	fd = lkl__blkdev_open(dev, &disk.bytes);
	if (fd < 0)
		return fd;
	disk.arg = &fd;
	err = lkl__probe_type(&disk, type);
	lkl_sys_close(fd);
	return err;
}

/* One driver is for all of ext2, ext3 and ext4. */
static int is_type(const char *type, const char *wanted)
{
	return !wanted || !strcmp(type, wanted) ||
	       (!strncmp(type, "ext", 3) && !strncmp(wanted, "ext", 3));
}

/* The only partition of *@dev that has a file system, of type @wanted. */
static int choose_partition(uint32_t *dev, const char *wanted, char *type)
{
	uint32_t parts[MAX_PARTITIONS], found = 0;
	char one[LKL__TYPE_BYTES];
	int i, nr, err, nr_found = 0;

	nr = lkl__blkdev_partitions(*dev, parts, MAX_PARTITIONS);
	if (nr < 0)
		return nr;
	for (i = 0; i < nr; i++) {
		err = recognize_one(parts[i], one);
		if (err == -LKL_EMEDIUMTYPE || err == -LKL_ENOTDIR)
			continue;
		if (err)
			return err;
		if (!is_type(one, wanted))
			continue;
		nr_found++;
		found = parts[i];
		strcpy(type, one);
	}
	if (nr_found > 1)
		return -LKL_ENOTUNIQ;
	if (!nr_found)
		return wanted ? -LKL_ENXIO : -LKL_EMEDIUMTYPE;
	*dev = found;
	return 0;
}

int lkl__recognize(uint32_t *dev, const char *wanted, char *type)
{
	int err;

	err = recognize_one(*dev, type);
	if (err == -LKL_ENOTDIR)
		err = choose_partition(dev, wanted, type);
	return err;
}

int lkl_recognize(unsigned int dev, char *type, unsigned int type_len)
{
	char found[LKL__TYPE_BYTES];
	int err;

	err = recognize_one(dev, found);
	if (err)
		return err;
	if (strlen(found) >= type_len)
		return -LKL_ENAMETOOLONG;
	strcpy(type, found);
	return 0;
}
