// SPDX-License-Identifier: GPL-2.0
/*
 * The thread that waits for an interface: for frames to receive, and for the
 * moment when more can be sent.
 *
 * It sleeps until the back end has something, so an idle interface costs
 * nothing.
 *
 * While the program sends a bulk, what comes are acknowledgements. To wake the
 * thread for each takes the other end longer than to take the frame, and the
 * kernel from the program. So it naps for as long as a network card would hold
 * its interrupt back, and takes what has gathered.
 */
#include <errno.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "dev/net/netdev.h"
#include "dev/net/netdev_sleep.h"
#include "host/posix/posix.h"
#include "init.h"

/* For how long acknowledgements may gather. */
#define GATHER_NS	50000

/* A driver that starts takes all offloads that it has chosen. */
static void see_start(struct lkl__netdev *dev)
{
	struct lkl__virtio_net *vnet = &dev->vnet;
	struct lkl__virtio_queue *q = lkl__virtio_net_rxq(vnet, 0);

	if (!lkl__virtio_queue_enter(q))
		return;
	if (dev->generation != q->generation) {
		dev->generation = q->generation;
		vnet->offloads = vnet->dev.driver_features &
				 LKL_NETDEV_OFFLOAD_RX;
		__atomic_fetch_add(&vnet->nr_changes, 1, __ATOMIC_SEQ_CST);
	}
	lkl__virtio_queue_leave(q);
}

static void configure(struct lkl__netdev *dev)
{
	struct lkl__virtio_net *vnet = &dev->vnet;
	uint32_t nr = __atomic_load_n(&vnet->nr_changes, __ATOMIC_SEQ_CST);

	if (nr == dev->nr_changes)
		return;
	dev->nr_changes = nr;
	if (dev->net->ops->configure)
		dev->net->ops->configure(dev->net, vnet->offloads,
			__atomic_load_n(&vnet->nr_active, __ATOMIC_ACQUIRE));
}

static void want(struct lkl__virtio_net *vnet, struct lkl__net_ready *want)
{
	uint32_t nr = __atomic_load_n(&vnet->nr_active, __ATOMIC_ACQUIRE);

	want->rx = 0;
	want->tx = 0;
	if (lkl__virtio_net_error(vnet))
		return;
	want->rx = __atomic_load_n(&vnet->rx_room, __ATOMIC_SEQ_CST) &
		   ((1U << nr) - 1);
	want->tx = __atomic_load_n(&vnet->tx_blocked, __ATOMIC_SEQ_CST);
}

/* Return: 0, or -errno if the back end is of no use any more. */
static int receive_all(struct lkl__virtio_net *vnet, uint32_t pairs)
{
	unsigned int pair;
	int got;

	for (pair = 0; pairs >> pair; pair++) {
		if (!(pairs >> pair & 1))
			continue;
		got = lkl__virtio_net_receive(vnet, pair);
		if (got < 0)
			return got;
	}
	return 0;
}

static int wait_once(struct lkl__netdev *dev)
{
	static const struct timespec gather = { .tv_nsec = GATHER_NS };
	struct lkl__net_ready wanted, ready = { 0 };
	int err;

	lkl__netdev_sleep_yield(dev);
	see_start(dev);
	configure(dev);
	want(&dev->vnet, &wanted);
	err = lkl__netdev_wait(dev, &wanted, &ready);
	if (err)
		return err;
	if (ready.tx)
		lkl__virtio_net_sendable(&dev->vnet, ready.tx);
	err = receive_all(&dev->vnet, ready.rx);
	if (!err && ready.rx && lkl__virtio_net_sends_bulk(&dev->vnet))
		nanosleep(&gather, NULL);
	return err;
}

static void poll_main(void *arg)
{
	struct lkl__netdev *dev = arg;
	int err;

	/* Otherwise naps end when it suits the host, as much later again. */
	prctl(PR_SET_TIMERSLACK, 1UL);
	while (!__atomic_load_n(&dev->stop, __ATOMIC_ACQUIRE)) {
		err = wait_once(dev);
		if (!err || lkl__virtio_net_error(&dev->vnet))
			continue;
		lkl__virtio_net_die(&dev->vnet, err);
		/* What waits to be sent is lost now. */
		lkl__virtio_net_sendable(&dev->vnet, dev->vnet.tx_blocked);
	}
}

int lkl__netdev_poll_start(struct lkl__netdev *dev)
{
	int err;

	if (!lkl__init_has_threads())
		return -ENOSYS;
	err = lkl__netdev_sleep_init();
	if (err)
		return err;
	dev->stop = 0;
	dev->generation = 0;
	dev->nr_changes = 0;
	dev->wake_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (dev->wake_fd < 0)
		return -errno;
	dev->thread = lkl__posix_thread_create(poll_main, dev);
	if (dev->thread)
		return 0;
	close(dev->wake_fd);
	return -ENOMEM;
}

void lkl__netdev_poll_stop(struct lkl__netdev *dev)
{
	if (!dev->thread)
		return;
	__atomic_store_n(&dev->stop, 1, __ATOMIC_RELEASE);
	lkl__posix_event_raise(dev->wake_fd);
	if (dev->net->ops->hup)
		dev->net->ops->hup(dev->net);
	lkl__posix_thread_join(dev->thread);
	lkl__netdev_sleep_forget(dev);
	dev->thread = 0;
}
