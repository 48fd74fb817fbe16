// SPDX-License-Identifier: GPL-2.0
/*
 * The thread that waits for an interface: for frames to receive, and for the
 * moment when more can be sent.
 *
 * It sleeps until the back end has something, so an idle interface costs
 * nothing. What the driver does that concerns it - there are buffers again,
 * there are other offloads - wakes it by an eventfd: a waker sets @woken and
 * then looks whether it @waits; the thread says that it waits and then looks
 * whether it was woken.
 *
 * While the program sends a bulk, what comes are acknowledgements. To wake the
 * thread for each takes the other end longer than to take the frame, and the
 * kernel from the program. So it naps for as long as a network card would hold
 * its interrupt back, and takes what has gathered.
 */
#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#include "dev/net/netdev.h"
#include "dev/net/netdev_sleep.h"
#include "host/posix/posix.h"
#include "init.h"

/* Before asking a back end again that says what nobody wants to know. */
#define NAP_MS		1

/* For how long acknowledgements may gather. */
#define GATHER_NS	50000

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

/* Return: as the wait operation. */
static int sleep_until_ready(struct lkl__netdev *dev,
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
	err = sleep_until_ready(dev, &wanted, &ready);
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
