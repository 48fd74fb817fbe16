// SPDX-License-Identifier: GPL-2.0
/*
 * Functions of the program as the back end of an interface.
 */
#include <errno.h>
#include <stdlib.h>

#include "dev/net/net.h"

struct callbacks {
	struct lkl__net net;
	struct lkl_netdev *nd;
};

static struct lkl_netdev *nd_of(struct lkl__net *net)
{
	_Static_assert(offsetof(struct callbacks, net) == 0, "comes first");
	return ((struct callbacks *)net)->nd;
}

static int call_tx(struct lkl__net *net, unsigned int queue,
		   struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl_netdev *nd = nd_of(net);
	unsigned int i;

	(void)queue;
	for (i = 0; i < nr; i++) {
		if (nd->ops->tx(nd, frames[i].iov, frames[i].nr) < 0)
			return i ? (int)i : -EAGAIN;
	}
	return i;
}

static int call_rx(struct lkl__net *net, unsigned int queue,
		   struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl_netdev *nd = nd_of(net);
	int bytes;

	(void)queue;
	(void)nr;
	bytes = nd->ops->rx(nd, frames[0].iov, frames[0].nr);
	if (bytes <= 0)
		return -EAGAIN;
	/* More than there was room for is no frame. */
	frames[0].bytes = (unsigned int)bytes <= net->max_frame ? bytes : 0;
	return 1;
}

static int call_poll(struct lkl__net *net, int wake_fd,
		     const struct lkl__net_ready *want,
		     struct lkl__net_ready *ready)
{
	struct lkl_netdev *nd = nd_of(net);
	int bits = nd->ops->poll(nd);

	(void)wake_fd;
	(void)want;
	if (bits < 0 || (bits & LKL_DEV_NET_POLL_HUP))
		return -EPIPE;
	ready->rx = !!(bits & LKL_DEV_NET_POLL_RX);
	ready->tx = !!(bits & LKL_DEV_NET_POLL_TX);
	return 0;
}

static void call_hup(struct lkl__net *net)
{
	struct lkl_netdev *nd = nd_of(net);

	if (nd->ops->poll_hup)
		nd->ops->poll_hup(nd);
}

/* The program's struct lkl_netdev stays the program's. */
static void close_callbacks(struct lkl__net *net)
{
	free(net);
}

static const struct lkl__net_ops callbacks_ops = {
	.send = call_tx,
	.receive = call_rx,
	.wait = call_poll,
	.hup = call_hup,
	.close = close_callbacks,
};

struct lkl__net *lkl__net_callbacks_open(struct lkl_netdev *nd)
{
	struct callbacks *cb;

	if (!nd->ops || !nd->ops->tx || !nd->ops->rx || !nd->ops->poll)
		return NULL;
	cb = calloc(1, sizeof(*cb));
	if (!cb)
		return NULL;
	lkl__net_init(&cb->net, &callbacks_ops,
		      nd->has_vnet_hdr ? LKL__NET_OFFLOADS : 0);
	cb->net.quick = false;
	cb->nd = nd;
	return &cb->net;
}
