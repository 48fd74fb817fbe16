/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The virtio block device: requests of the kernel for a back end.
 */
#ifndef _LKL_DEV_VIRTIO_BLK_H
#define _LKL_DEV_VIRTIO_BLK_H

#include <linux/virtio_blk.h>

#include "dev/disk/blk.h"
#include "dev/virtio/virtio.h"

/** struct lkl__virtio_blk - a disk that the kernel sees */
struct lkl__virtio_blk {
	/** @dev: the virtio device */
	struct lkl__virtio dev;
	/** @blk: what is behind it */
	struct lkl__blk *blk;
	/** @serial: padded with zeroes, unterminated if full */
	char serial[VIRTIO_BLK_ID_BYTES];
	/* private: */
	struct virtio_blk_config config;
	bool flush_is_short;
};

/**
 * lkl__virtio_blk_init() - fill in a device
 * @vblk: all zero but @serial
 * @blk: the back end; stays the caller's
 * @nr_queues: how many queues
 *
 * lkl__virtio_init(), or plugging it in, comes next.
 */
void lkl__virtio_blk_init(struct lkl__virtio_blk *vblk, struct lkl__blk *blk,
			  unsigned int nr_queues);

#endif
