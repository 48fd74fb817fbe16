/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Threads that sleep in the kernel and look after an interface meanwhile.
 */
#ifndef _LKL_DEV_NETDEV_SLEEP_H
#define _LKL_DEV_NETDEV_SLEEP_H

#include "dev/net/netdev.h"

/** lkl__netdev_sleep_init() - begin to watch how threads sleep: 0 or -errno */
int lkl__netdev_sleep_init(void);

/** lkl__netdev_sleep_received() - the received operation of interfaces */
void lkl__netdev_sleep_received(struct lkl__virtio_net *vnet, unsigned int nr,
				uint64_t bytes);

/**
 * lkl__netdev_sleep_yield() - leave an interface to threads that sleep
 * @dev: the interface of the calling thread
 *
 * Returns at once unless a conversation was seen, and otherwise when nobody has
 * looked for a moment, or there is something else to do.
 */
void lkl__netdev_sleep_yield(struct lkl__netdev *dev);

/** lkl__netdev_sleep_forget() - @dev goes away; its thread has ended */
void lkl__netdev_sleep_forget(struct lkl__netdev *dev);

#endif
