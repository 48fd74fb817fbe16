// SPDX-License-Identifier: GPL-2.0
/*
 * Whether it is XFS that will be mounted, in an image or in its partitions.
 */
#include "lklfuse/image_xfs.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#ifdef HAVE_BLKID
#include <blkid.h>
#endif

static bool begins_xfs(int fd, uint64_t at)
{
	char magic[4];

	return pread(fd, magic, sizeof(magic), at) == sizeof(magic) &&
	       !memcmp(magic, "XFSB", sizeof(magic));
}

#ifdef HAVE_BLKID
/* libblkid counts in this unit, whatever the disk does. */
#define BLKID_SECTOR	512

/* Of several that may be meant the kernel will find the one; any will do. */
static bool is_in_list(blkid_partlist list, int fd, const struct options *opt)
{
	int i, nr = blkid_partlist_numof_partitions(list);
	blkid_partition part;
	uint64_t at;

	for (i = 0; i < nr; i++) {
		part = blkid_partlist_get_partition(list, i);
		if (opt->part &&
		    blkid_partition_get_partno(part) != (int)opt->part)
			continue;
		at = (uint64_t)blkid_partition_get_start(part) * BLKID_SECTOR;
		if (begins_xfs(fd, opt->offset + at))
			return true;
	}
	return false;
}

static bool is_in_partition(int fd, const struct options *opt)
{
	blkid_probe probe = blkid_new_probe();
	blkid_partlist list = NULL;
	bool found;

	if (!probe)
		return false;
	if (!blkid_probe_set_device(probe, fd, opt->offset, 0))
		list = blkid_probe_get_partitions(probe);
	found = list && is_in_list(list, fd, opt);
	blkid_free_probe(probe);
	return found;
}
#else
static bool is_in_partition(int fd, const struct options *opt)
{
	(void)fd;
	(void)opt;
	return false;
}
#endif

bool image_is_xfs(const struct options *opt)
{
	bool found;
	int fd;

	if (opt->type)
		return !strcmp(opt->type, "xfs");
	fd = open(opt->images[0], O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	/*
	 * What the host read ahead here would have it go on by itself, when
	 * the disk comes there: see blk_ahead.c of the library.
	 */
	posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM);
	found = (!opt->part && begins_xfs(fd, opt->offset)) ||
		is_in_partition(fd, opt);
	close(fd);
	return found;
}
