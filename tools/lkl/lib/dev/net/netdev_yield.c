// SPDX-License-Identifier: GPL-2.0
/*
 * The thread of an interface leaves it to threads that sleep in the kernel, and
 * sees to it that there are some.
 */
#include <poll.h>
#include <sys/eventfd.h>

#include "dev/net/net_fd.h"
#include "dev/net/netdev_sleep.h"
#include "dev/net/sleepers.h"

/*
 * For how long frames may wait if the program neither sleeps nor talks any
 * more, and its signals if it sleeps. Shorter naps would keep processors from
 * going to sleep, and slow down what waits for them.
 */
#define ABSENT_NS	2000000

static bool may_yield(const struct lkl__netdev *dev)
{
	const struct lkl__virtio_net *vnet = &dev->vnet;

	return dev->net->ops->wait == lkl__net_fd_wait &&
	       load(vnet->nr_active) == 1 && !load(vnet->tx_blocked) &&
	       (load(vnet->rx_room) & 1) && !lkl__virtio_net_error(vnet);
}

static bool take_up(struct lkl__netdev *dev)
{
	bool yields;

	if (load(sl.wanted) != dev)
		return false;
	pthread_mutex_lock(&sl.lock);
	sl.wanted = NULL;
	yields = may_yield(dev);
	if (yields) {
		store(dev->vnet.attended, true);
		store(sl.leave, false);
		__atomic_store_n(&sl.dev, dev, __ATOMIC_SEQ_CST);
	}
	pthread_mutex_unlock(&sl.lock);
	if (yields)
		lkl__sleepers_call();
	return yields;
}

void lkl__netdev_sleep_yield(struct lkl__netdev *dev)
{
	struct pollfd pfd = { .fd = dev->wake_fd, .events = POLLIN };
	struct timespec nap = { .tv_nsec = ABSENT_NS };
	unsigned int looks;
	eventfd_t count;

	if (!take_up(dev))
		return;
	store(dev->waits, 1);
	do {
		looks = load(sl.looks);
		/* What woke it before may only be readable now. */
		while (ppoll(&pfd, 1, &nap, NULL) > 0 && !load(dev->woken))
			eventfd_read(dev->wake_fd, &count);
	} while (looks != load(sl.looks) && load(sl.dev) == dev &&
		 !load(sl.leave) && !load(dev->woken) && !load(dev->stop));
	store(dev->waits, 0);

	/* Whoever looks stops now. */
	store(sl.leave, true);
	lkl__sleepers_wake(NULL);
	pthread_mutex_lock(&sl.lock);
	if (sl.dev == dev)
		lkl__sleepers_end();
	pthread_mutex_unlock(&sl.lock);
}

void lkl__netdev_sleep_forget(struct lkl__netdev *dev)
{
	pthread_mutex_lock(&sl.lock);
	if (load(sl.recent) == dev)
		store(sl.recent, NULL);
	if (sl.wanted == dev)
		store(sl.wanted, NULL);
	pthread_mutex_unlock(&sl.lock);
}
