// SPDX-License-Identifier: GPL-2.0
/*
 * Removing interfaces, with their back ends and without.
 */
#include "dev/net/netdev.h"

#include <errno.h>
#include <stdlib.h>

void lkl_netdev_remove(int id)
{
	struct lkl__netdev *dev = lkl__netdev_take_out(id);

	if (!dev)
		return;
	/* A back end that stands for functions of the program. */
	if (&dev->net->nd != dev->nd)
		dev->net->ops->close(dev->net);
	free(dev);
}

int lkl_netdev_close(int id)
{
	struct lkl__netdev *dev = lkl__netdev_take_out(id);

	if (!dev)
		return -ENODEV;
	dev->net->ops->close(dev->net);
	free(dev);
	return 0;
}
