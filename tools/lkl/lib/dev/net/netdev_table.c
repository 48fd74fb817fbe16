// SPDX-License-Identifier: GPL-2.0
/*
 * The table of interfaces.
 */
#include "dev/net/netdev_table.h"

#include <errno.h>
#include <stddef.h>

#include "dev/net/netdev.h"
#include "dev/slots.h"

static struct lkl__slot *entries[LKL__NETDEVS];
static struct lkl__slots netdevs = LKL__SLOTS(entries);

static struct lkl__netdev *to_netdev(const struct lkl__slot *slot)
{
	_Static_assert(offsetof(struct lkl__netdev, slot) == 0, "comes first");
	return (struct lkl__netdev *)slot;
}

static bool has_same_handle(const struct lkl__slot *a,
			    const struct lkl__slot *b)
{
	return to_netdev(a)->nd == to_netdev(b)->nd;
}

int lkl__netdev_enter(struct lkl__netdev *dev)
{
	return lkl__slots_enter(&netdevs, &dev->slot, has_same_handle);
}

struct lkl__netdev *lkl__netdev_claim(int id)
{
	return to_netdev(lkl__slots_claim(&netdevs, id));
}

void lkl__netdev_unclaim(struct lkl__netdev *dev)
{
	lkl__slots_unclaim(&netdevs, &dev->slot);
}

void lkl__netdev_leave(struct lkl__netdev *dev)
{
	lkl__slots_leave(&netdevs, &dev->slot);
}

int lkl_netdev_carrier(int id)
{
	struct lkl__netdev *dev;
	int err = -ENODEV;

	pthread_mutex_lock(&netdevs.lock);
	if (lkl__slots_at(&netdevs, id))
		err = 1;
	dev = to_netdev(lkl__slots_at_rest(&netdevs, id));
	if (dev && dev->plugged && lkl__virtio_net_error(&dev->vnet))
		err = lkl__virtio_net_error(&dev->vnet);
	pthread_mutex_unlock(&netdevs.lock);
	return err;
}

int lkl__netdev_kernel_id(int id)
{
	struct lkl__netdev *dev;
	int kernel_id = -ENODEV;

	pthread_mutex_lock(&netdevs.lock);
	dev = to_netdev(lkl__slots_at_rest(&netdevs, id));
	if (dev && dev->plugged)
		kernel_id = dev->mmio.id;
	pthread_mutex_unlock(&netdevs.lock);
	return kernel_id;
}

/* The other end of one shall see when the parent closes it. */
static void abandon(struct lkl__slot *slot)
{
	struct lkl__net *net = to_netdev(slot)->net;

	if (net && net->ops->abandon)
		net->ops->abandon(net);
}

void lkl__netdevs_abandon(void)
{
	lkl__slots_abandon(&netdevs, abandon);
}
