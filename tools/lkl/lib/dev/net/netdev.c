// SPDX-License-Identifier: GPL-2.0
/*
 * How interfaces follow the kernel's life: plugged in, pulled out.
 */
#include "dev/net/netdev.h"

#include <string.h>
#include <unistd.h>

#include "dev/net/netdev_sleep.h"
#include "dev/net/netdev_table.h"
#include "internal.h"

/*
 * By who has claimed it, as unplug(). The driver starts while the device is
 * plugged in, and may wake a thread that does not run yet; it is then noted in
 * @woken.
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
	struct lkl__netdev *dev;
	int err = 0, id;

	for (id = 0; id < LKL__NETDEVS && !err; id++) {
		dev = lkl__netdev_claim(id);
		if (!dev)
			continue;
		if (!dev->plugged)
			err = plug(dev);
		lkl__netdev_unclaim(dev);
	}
	return err;
}

static void stop(void)
{
	struct lkl__netdev *dev;
	int id;

	for (id = 0; id < LKL__NETDEVS; id++) {
		dev = lkl__netdev_claim(id);
		if (!dev)
			continue;
		unplug(dev);
		lkl__netdev_unclaim(dev);
	}
}

static struct lkl__stage netdev_stage = {
	.start = start,
	.stop = stop,
	.abandon = lkl__netdevs_abandon,
};

int lkl__netdev_insert(struct lkl__netdev *dev)
{
	int id, err = 0;

	lkl__stage_add(&netdev_stage);
	id = lkl__netdev_enter(dev);
	if (id < 0)
		return id;
	/* If it boots from here on, start() waits for this one. */
	if (lkl_is_running())
		err = plug(dev);
	if (err)
		lkl__netdev_leave(dev);
	else
		lkl__netdev_unclaim(dev);
	return err ? err : id;
}

struct lkl__netdev *lkl__netdev_take_out(int id)
{
	struct lkl__netdev *dev = lkl__netdev_claim(id);

	if (!dev)
		return NULL;
	unplug(dev);
	lkl__netdev_leave(dev);
	return dev;
}
