// SPDX-License-Identifier: GPL-2.0
/*
 * From the options of an interface to its back end.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dev/net/net_fd.h"
#include "dev/net/netdev.h"
#include "host/posix/cancel.h"

static int open_named(const struct lkl_netdev_options *options,
		      struct lkl__net **net)
{
	unsigned int nr = options->nr_queues ? options->nr_queues : 1;

	if (!options->name || !*options->name)
		return -EINVAL;
	switch (options->from) {
	case LKL_NETDEV_TAP:
		return lkl__net_open_tap(options->name, nr, net);
	case LKL_NETDEV_RAW:
		/* What others leave undone in frames cannot be chosen. */
		return lkl__net_open_raw(options->name, !(options->no_offload &
					 LKL_NETDEV_OFFLOAD_RX), net);
	case LKL_NETDEV_MACVTAP:
		return lkl__net_open_macvtap(options->name, nr, net);
	case LKL_NETDEV_PIPE:
		return lkl__net_open_pipe(options->name, options->vnet_hdr,
					  net);
	case LKL_NETDEV_PASST:
		return lkl__net_open_passt(options->name, net);
	default:
		return -EINVAL;
	}
}

static int open_net(const struct lkl_netdev_options *options,
		    struct lkl__net **net)
{
	switch (options->from) {
	case LKL_NETDEV_FD:
		return lkl__net_open_fd(options->fd, options->vnet_hdr, false,
					net);
	case LKL_NETDEV_SLIRP:
		return lkl__net_open_slirp(options->forward, net);
	case LKL_NETDEV_VDE:
		return lkl__net_open_vde(options->name, net);
	case LKL_NETDEV_CALLBACKS:
		if (!options->netdev)
			return -EINVAL;
		*net = lkl__net_callbacks_open(options->netdev);
		return *net ? 0 : -EINVAL;
	default:
		return open_named(options, net);
	}
}

static int check(const struct lkl_netdev_options *options)
{
	if (!options || options->size < sizeof(*options))
		return -EINVAL;
	if (options->nr_queues > LKL__NET_QUEUES)
		return -EINVAL;
	/* The lowest bit of the first byte: a group, not an interface. */
	if (options->mac && options->mac[0] & 1)
		return -EINVAL;
	return 0;
}

/* Give @net, which belongs to the interface if this succeeds, an id. */
static int insert(struct lkl__net *net, struct lkl_netdev *nd,
		  const struct lkl_netdev_options *options)
{
	struct lkl__netdev *dev = calloc(1, sizeof(*dev));
	int id;

	if (!dev)
		return -ENOMEM;
	dev->net = net;
	dev->nd = nd;
	dev->options = *options;
	if (options->mac) {
		memcpy(dev->mac, options->mac, sizeof(dev->mac));
		dev->options.mac = dev->mac;
	}
	id = lkl__netdev_insert(dev);
	if (id < 0)
		free(dev);
	else
		nd->id = id;
	return id;
}

static int open_interface(const struct lkl_netdev_options *options)
{
	struct lkl__net *net = NULL;
	int id = check(options);

	if (id)
		return id;
	id = open_net(options, &net);
	if (id)
		return id;
	id = insert(net, options->from == LKL_NETDEV_CALLBACKS ?
		    options->netdev : &net->nd, options);
	if (id < 0)
		net->ops->close(net);
	return id;
}

/* open(2), close(2) and connect(2) are cancellation points: none of these. */
int lkl_netdev_open(const struct lkl_netdev_options *options)
{
	int cancel = lkl__cancel_disable();
	int id = open_interface(options);

	lkl__cancel_restore(cancel);
	return id;
}

static int add(struct lkl_netdev *nd, const struct lkl_netdev_args *args)
{
	struct lkl_netdev_options options = { .size = sizeof(options) };
	struct lkl__net *net;
	int id;

	if (!nd || !nd->ops)
		return -EINVAL;
	if (args) {
		options.mac = args->mac;
		if (args->offload != LKL_NETDEV_OFFLOAD_ALL)
			options.no_offload = ~(uint64_t)args->offload;
	}
	id = check(&options);
	if (id)
		return id;
	net = lkl__net_of(nd);
	if (net)
		return insert(net, nd, &options);
	net = lkl__net_callbacks_open(nd);
	if (!net)
		return -EINVAL;
	id = insert(net, nd, &options);
	if (id < 0)
		net->ops->close(net);
	return id;
}

int lkl_netdev_add(struct lkl_netdev *nd, struct lkl_netdev_args *args)
{
	int cancel = lkl__cancel_disable();
	int id = add(nd, args);

	lkl__cancel_restore(cancel);
	return id;
}
