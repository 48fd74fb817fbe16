/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where a virtio device sets up the threads of control of its queues.
 */
#ifndef _LKL_DEV_VIRTIO_LANE_H
#define _LKL_DEV_VIRTIO_LANE_H

#include "dev/virtio/virtio.h"

/** lkl__virtio_lane_init() - make a zeroed lane of queue @q ready */
void lkl__virtio_lane_init(struct lkl__virtio_lane *lane,
			   struct lkl__virtio_queue *q);

#endif
