// SPDX-License-Identifier: GPL-2.0
/*
 * Removing interfaces, with their back ends and without.
 */
#include "dev/net/netdev.h"

#include <errno.h>
#include <stdlib.h>

#include "host/posix/cancel.h"

/* The back end goes, too, if @all, or if the program has no other handle. */
static int take_away(int id, bool all)
{
	int cancel = lkl__cancel_disable();
	struct lkl__netdev *dev = lkl__netdev_take_out(id);
	int err = dev ? 0 : -ENODEV;

	if (dev && (all || &dev->net->nd != dev->nd))
		dev->net->ops->close(dev->net);
	free(dev);
	lkl__cancel_restore(cancel);
	return err;
}

void lkl_netdev_remove(int id)
{
	take_away(id, false);
}

int lkl_netdev_close(int id)
{
	return take_away(id, true);
}
