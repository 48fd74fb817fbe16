// SPDX-License-Identifier: GPL-2.0
/*
 * The table of interfaces, and which thread has which of them for itself.
 */
#include "dev/net/netdev_table.h"

#include <errno.h>
#include <pthread.h>

#include "dev/net/netdev.h"

/*
 * Protects the table and who has claimed what. Not held while an interface is
 * plugged in or pulled out, which waits for threads that may call functions of
 * the program, and these may ask for a carrier.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t unclaimed = PTHREAD_COND_INITIALIZER;
static struct lkl__netdev *netdevs[LKL__NETDEVS];

/* Under the lock. */
static struct lkl__netdev *netdev_of(int id)
{
	return id >= 0 && id < LKL__NETDEVS ? netdevs[id] : NULL;
}

/* Under the lock. Return: an id, or -errno. */
static int free_id(const struct lkl_netdev *nd)
{
	int id = -ENFILE, i;

	for (i = LKL__NETDEVS - 1; i >= 0; i--) {
		if (!netdevs[i])
			id = i;
		else if (netdevs[i]->nd == nd)
			return -EBUSY;
	}
	return id;
}

int lkl__netdev_enter(struct lkl__netdev *dev)
{
	int id;

	pthread_mutex_lock(&lock);
	id = free_id(dev->nd);
	if (id >= 0) {
		dev->id = id;
		dev->claimed = true;
		netdevs[id] = dev;
	}
	pthread_mutex_unlock(&lock);
	return id;
}

struct lkl__netdev *lkl__netdev_claim(int id)
{
	struct lkl__netdev *dev;

	pthread_mutex_lock(&lock);
	while ((dev = netdev_of(id)) && dev->claimed)
		pthread_cond_wait(&unclaimed, &lock);
	if (dev)
		dev->claimed = true;
	pthread_mutex_unlock(&lock);
	return dev;
}

void lkl__netdev_unclaim(struct lkl__netdev *dev)
{
	pthread_mutex_lock(&lock);
	dev->claimed = false;
	pthread_cond_broadcast(&unclaimed);
	pthread_mutex_unlock(&lock);
}

void lkl__netdev_leave(struct lkl__netdev *dev)
{
	pthread_mutex_lock(&lock);
	netdevs[dev->id] = NULL;
	pthread_cond_broadcast(&unclaimed);
	pthread_mutex_unlock(&lock);
}

/* Of one that is being plugged in or pulled out nothing is known yet. */
int lkl_netdev_carrier(int id)
{
	struct lkl__netdev *dev;
	int err = -ENODEV;

	pthread_mutex_lock(&lock);
	dev = netdev_of(id);
	if (dev) {
		err = 1;
		if (!dev->claimed && dev->plugged &&
		    lkl__virtio_net_error(&dev->vnet))
			err = lkl__virtio_net_error(&dev->vnet);
	}
	pthread_mutex_unlock(&lock);
	return err;
}

int lkl__netdev_kernel_id(int id)
{
	struct lkl__netdev *dev;
	int kernel_id = -ENODEV;

	pthread_mutex_lock(&lock);
	dev = netdev_of(id);
	if (dev && !dev->claimed && dev->plugged)
		kernel_id = dev->mmio.id;
	pthread_mutex_unlock(&lock);
	return kernel_id;
}

/* The other end of one shall see when the parent closes it. */
void lkl__netdevs_abandon(void)
{
	struct lkl__net *net;
	int i;

	pthread_mutex_init(&lock, NULL);
	pthread_cond_init(&unclaimed, NULL);
	for (i = 0; i < LKL__NETDEVS; i++) {
		net = netdevs[i] ? netdevs[i]->net : NULL;
		if (net && net->ops->abandon)
			net->ops->abandon(net);
		netdevs[i] = NULL;
	}
}
