// SPDX-License-Identifier: GPL-2.0
/*
 * What differs for block devices of the host: sizes, discarding and zeroing.
 */
#include <errno.h>
#include <linux/fs.h>
#include <sys/ioctl.h>

#include "dev/disk/blk_fd.h"

int lkl__blk_device_probe(struct lkl__blk_fd *file)
{
	unsigned int phys;
	int logical;

	if (ioctl(file->fd, BLKGETSIZE64, &file->blk.bytes) ||
	    ioctl(file->fd, BLKSSZGET, &logical) ||
	    ioctl(file->fd, BLKPBSZGET, &phys))
		return -errno;
	file->blk.block_bytes = logical;
	file->blk.phys_bytes = phys;
	return 0;
}

static int range_ioctl(struct lkl__blk *blk, unsigned long request,
		       uint64_t offset, uint64_t bytes)
{
	uint64_t range[2] = { offset, bytes };
	int err;

	do {
		err = ioctl(lkl__blk_to_fd(blk)->fd, request, range);
	} while (err && errno == EINTR);
	return err ? -errno : 0;
}

int lkl__blk_device_discard(struct lkl__blk *blk, uint64_t offset,
			    uint64_t bytes)
{
	return range_ioctl(blk, BLKDISCARD, offset, bytes);
}

/* The host's kernel writes zeroes itself where the device cannot. */
int lkl__blk_device_zero(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
			 bool unmap)
{
	(void)unmap;
	return range_ioctl(blk, BLKZEROOUT, offset, bytes);
}
