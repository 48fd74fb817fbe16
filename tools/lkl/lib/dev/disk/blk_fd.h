/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What files and block devices have in common as back ends.
 */
#ifndef _LKL_DEV_BLK_FD_H
#define _LKL_DEV_BLK_FD_H

#include "dev/disk/blk.h"
#include "dev/disk/blk_ahead.h"

/** struct lkl__blk_fd - a back end behind a descriptor */
struct lkl__blk_fd {
	/** @blk: the back end */
	struct lkl__blk blk;
	/** @fd: the descriptor */
	int fd;
	/** @own: closed with the back end */
	bool own;
	/** @hooks: of the program */
	struct lkl__blk_hooks hooks;
	/** @ahead: of a file with @waits */
	struct lkl__ahead ahead;
};

static inline struct lkl__blk_fd *lkl__blk_to_fd(struct lkl__blk *blk)
{
	_Static_assert(offsetof(struct lkl__blk_fd, blk) == 0, "comes first");
	return (struct lkl__blk_fd *)blk;
}

/** lkl__blk_fd_write_zeroes() - zero a range by writing. Return: 0 or -errno */
int lkl__blk_fd_write_zeroes(struct lkl__blk *blk, uint64_t offset,
			     uint64_t bytes);

/** lkl__blk_device_probe() - sizes of a block device. Return: 0 or -errno */
int lkl__blk_device_probe(struct lkl__blk_fd *file);

/** lkl__blk_device_discard() - see struct lkl__blk_ops */
int lkl__blk_device_discard(struct lkl__blk *blk, uint64_t offset,
			    uint64_t bytes);

/** lkl__blk_device_zero() - see struct lkl__blk_ops */
int lkl__blk_device_zero(struct lkl__blk *blk, uint64_t offset, uint64_t bytes,
			 bool unmap);

#endif
