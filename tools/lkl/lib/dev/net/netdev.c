// SPDX-License-Identifier: GPL-2.0
/*
 * The table of interfaces, and how they follow the kernel's life.
 */
#include "dev/net/netdev.h"
#include "dev/net/netdev_sleep.h"

#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "internal.h"

#define MAX_NETDEVS	64

/*
 * Protects the table and what is private in its interfaces. Held while the
 * kernel probes an interface, which never comes back here.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct lkl__netdev *netdevs[MAX_NETDEVS];

/*
 * The driver starts while the device is plugged in, and may wake a thread that
 * does not run yet; it is then noted in @woken.
 */
static int plug(struct lkl__netdev *dev)
{
	int err;

	memset(&dev->vnet, 0, sizeof(dev->vnet));
	memset(&dev->mmio, 0, sizeof(dev->mmio));
	dev->vnet.wake = lkl__netdev_wake;
	dev->vnet.received = lkl__netdev_sleep_received;
	dev->woken = 0;
	err = lkl__virtio_net_init(&dev->vnet, dev->net, &dev->options);
	if (err)
		return err;
	err = lkl__virtio_mmio_plug(&dev->mmio, &dev->vnet.dev);
	if (err)
		goto exit_net;
	err = lkl__netdev_poll_start(dev);
	if (err)
		goto unplug;
	dev->plugged = true;
	lkl__netdev_uso(dev);
	return 0;

unplug:
	lkl__virtio_mmio_unplug(&dev->mmio);
exit_net:
	lkl__virtio_net_exit(&dev->vnet);
	return err;
}

static void unplug(struct lkl__netdev *dev)
{
	if (!dev->plugged)
		return;
	lkl__netdev_poll_stop(dev);
	lkl__virtio_mmio_unplug(&dev->mmio);
	lkl__virtio_net_exit(&dev->vnet);
	close(dev->wake_fd);
	dev->plugged = false;
}

static int start(void)
{
	int err = 0, i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_NETDEVS && !err; i++) {
		if (netdevs[i] && !netdevs[i]->plugged)
			err = plug(netdevs[i]);
	}
	pthread_mutex_unlock(&lock);
	return err;
}

static void stop(void)
{
	int i;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_NETDEVS; i++) {
		if (netdevs[i])
			unplug(netdevs[i]);
	}
	pthread_mutex_unlock(&lock);
}

/*
 * Threads that wait for interfaces are in the parent, which has them. The other
 * end of one shall see when the parent closes it.
 */
static void abandon(void)
{
	struct lkl__net *net;
	int i;

	pthread_mutex_init(&lock, NULL);
	for (i = 0; i < MAX_NETDEVS; i++) {
		net = netdevs[i] ? netdevs[i]->net : NULL;
		if (net && net->ops->abandon)
			net->ops->abandon(net);
		netdevs[i] = NULL;
	}
}

static struct lkl__stage netdev_stage = {
	.start = start,
	.stop = stop,
	.abandon = abandon,
};

/* Under the lock. Return: an id, or -errno. */
static int free_id(const struct lkl_netdev *nd)
{
	int id = -ENFILE, i;

	for (i = MAX_NETDEVS - 1; i >= 0; i--) {
		if (!netdevs[i])
			id = i;
		else if (netdevs[i]->nd == nd)
			return -EBUSY;
	}
	return id;
}

static int insert(struct lkl__netdev *dev)
{
	int id, err = 0;

	pthread_mutex_lock(&lock);
	id = free_id(dev->nd);
	if (id < 0) {
		pthread_mutex_unlock(&lock);
		return id;
	}
	dev->id = id;
	if (lkl_is_running())
		err = plug(dev);
	if (!err)
		netdevs[id] = dev;
	pthread_mutex_unlock(&lock);
	return err ? err : id;
}

int lkl__netdev_insert(struct lkl__netdev *dev)
{
	lkl__stage_add(&netdev_stage);
	return insert(dev);
}

struct lkl__netdev *lkl__netdev_take_out(int id)
{
	struct lkl__netdev *dev = NULL;

	pthread_mutex_lock(&lock);
	if (id >= 0 && id < MAX_NETDEVS && netdevs[id]) {
		dev = netdevs[id];
		unplug(dev);
		netdevs[id] = NULL;
	}
	pthread_mutex_unlock(&lock);
	return dev;
}

int lkl_netdev_carrier(int id)
{
	int err = -ENODEV;

	pthread_mutex_lock(&lock);
	if (id >= 0 && id < MAX_NETDEVS && netdevs[id]) {
		err = 1;
		if (netdevs[id]->plugged &&
		    lkl__virtio_net_error(&netdevs[id]->vnet))
			err = lkl__virtio_net_error(&netdevs[id]->vnet);
	}
	pthread_mutex_unlock(&lock);
	return err;
}

int lkl__netdev_kernel_id(int id)
{
	int kernel_id = -ENODEV;

	pthread_mutex_lock(&lock);
	if (id >= 0 && id < MAX_NETDEVS && netdevs[id] &&
	    netdevs[id]->plugged)
		kernel_id = netdevs[id]->mmio.id;
	pthread_mutex_unlock(&lock);
	return kernel_id;
}
