// SPDX-License-Identifier: GPL-2.0
/*
 * Sleeping until a back end has something, and being woken before.
 *
 * What the driver does that concerns the thread of an interface - there are
 * buffers again, there are other offloads - wakes it by an eventfd: a waker
 * sets @woken and then looks whether it @waits; the thread says that it waits
 * and then looks whether it was woken.
 */
#include <poll.h>
#include <sys/eventfd.h>

#include "dev/net/netdev.h"
#include "host/posix/posix.h"

/* Before asking a back end again that says what nobody wants to know. */
#define NAP_MS		1

void lkl__netdev_wake(struct lkl__virtio_net *vnet)
{
	struct lkl__netdev *dev =
		(struct lkl__netdev *)((char *)vnet -
				       offsetof(struct lkl__netdev, vnet));

	if (__atomic_exchange_n(&dev->woken, 1, __ATOMIC_SEQ_CST))
		return;
	if (__atomic_load_n(&dev->waits, __ATOMIC_SEQ_CST))
		lkl__posix_event_raise(dev->wake_fd);
}

static void wait_for_wake(struct lkl__netdev *dev, int timeout_ms)
{
	struct pollfd pfd = { .fd = dev->wake_fd, .events = POLLIN };

	poll(&pfd, 1, timeout_ms);
}

static int wait_for_net(struct lkl__netdev *dev,
			const struct lkl__net_ready *want,
			struct lkl__net_ready *ready)
{
	int err;

	if (!want->rx && !want->tx) {
		wait_for_wake(dev, -1);
		return 0;
	}
	err = dev->net->ops->wait(dev->net, dev->wake_fd, want, ready);
	if (err || !(ready->rx | ready->tx))
		return err;
	ready->rx &= want->rx;
	/* Wishes to send may have come since, and were answered already. */
	ready->tx &= __atomic_load_n(&dev->vnet.tx_blocked, __ATOMIC_SEQ_CST);
	if (!(ready->rx | ready->tx))
		wait_for_wake(dev, NAP_MS);
	return 0;
}

int lkl__netdev_wait(struct lkl__netdev *dev,
		     const struct lkl__net_ready *want,
		     struct lkl__net_ready *ready)
{
	eventfd_t count;
	int err = 0;

	__atomic_store_n(&dev->waits, 1, __ATOMIC_SEQ_CST);
	if (!__atomic_load_n(&dev->woken, __ATOMIC_SEQ_CST))
		err = wait_for_net(dev, want, ready);
	__atomic_store_n(&dev->waits, 0, __ATOMIC_SEQ_CST);
	if (__atomic_exchange_n(&dev->woken, 0, __ATOMIC_SEQ_CST) ||
	    !(ready->rx | ready->tx))
		eventfd_read(dev->wake_fd, &count);
	return err;
}
