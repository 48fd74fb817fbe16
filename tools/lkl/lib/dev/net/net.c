// SPDX-License-Identifier: GPL-2.0
/*
 * What all back ends of interfaces have in common.
 */
#include "dev/net/net.h"

#include "host/posix/cancel.h"

/* Frames of 64 KiB, with room for what taps put around them. */
#define LARGE_FRAME	(65536U + 64)
/* Without offloads the MTU is the limit, and its largest usual value 9000. */
#define SMALL_FRAME	(9216U + 64)

static void internal_free(struct lkl_netdev *nd)
{
	struct lkl__net *net = lkl__net_of(nd);
	int cancel = lkl__cancel_disable();

	net->ops->close(net);
	lkl__cancel_restore(cancel);
}

/* What marks a handle as the library's. */
static struct lkl_dev_net_ops internal_ops = {
	.free = internal_free,
};

struct lkl__net *lkl__net_of(struct lkl_netdev *nd)
{
	_Static_assert(offsetof(struct lkl__net, nd) == 0,
		       "the handle is the start of the back end");
	return nd->ops == &internal_ops ? (struct lkl__net *)nd : NULL;
}

void lkl__net_init(struct lkl__net *net, const struct lkl__net_ops *ops,
		   uint64_t features)
{
	net->nd.ops = &internal_ops;
	net->nd.id = -1;
	net->nd.has_vnet_hdr = features != 0;
	net->ops = ops;
	net->features = features;
	net->vnet_hdr = features != 0;
	net->max_frame = features ? LARGE_FRAME : SMALL_FRAME;
	net->nr_queues = 1;
	net->batch = 1;
	net->quick = true;
}

void lkl_netdev_free(struct lkl_netdev *nd)
{
	if (nd && nd->ops->free)
		nd->ops->free(nd);
}
