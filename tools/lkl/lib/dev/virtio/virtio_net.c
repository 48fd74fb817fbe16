// SPDX-License-Identifier: GPL-2.0
/*
 * What a virtio network device offers, and which of its queues does what; see
 * virtio 1.2 section 5.1.
 */
#include "dev/virtio/virtio_net.h"

#include <errno.h>
#include <linux/virtio_ids.h>
#include <linux/virtio_mmio.h>
#include <stdlib.h>
#include <string.h>

#define BIT(nr)		(1ULL << (nr))

/* What depends on checksums being left to the other side. */
#define NEEDS_CSUM	(BIT(VIRTIO_NET_F_HOST_TSO4) |		\
			 BIT(VIRTIO_NET_F_HOST_TSO6) |		\
			 BIT(VIRTIO_NET_F_HOST_ECN) |		\
			 BIT(LKL__NET_F_HOST_USO))
#define NEEDS_GUEST_CSUM (BIT(VIRTIO_NET_F_GUEST_TSO4) |	\
			 BIT(VIRTIO_NET_F_GUEST_TSO6) |		\
			 BIT(VIRTIO_NET_F_GUEST_ECN) |		\
			 BIT(LKL__NET_F_GUEST_USO4) |		\
			 BIT(LKL__NET_F_GUEST_USO6))
#define ETH_MTU_MIN	68U
#define ETH_MTU_MAX	65521U

static bool is_control(const struct lkl__virtio_net *vnet, unsigned int queue)
{
	return queue == 2 * vnet->net->nr_queues;
}

/* There is room in a queue to receive to, or a command. */
static bool net_notify(struct lkl__virtio *dev, unsigned int queue)
{
	struct lkl__virtio_net *vnet = (struct lkl__virtio_net *)dev;

	if (is_control(vnet, queue)) {
		lkl__virtio_net_control(vnet);
		return true;
	}
	if (queue % 2)
		return false;
	__atomic_fetch_or(&vnet->rx_room, 1U << queue / 2, __ATOMIC_SEQ_CST);
	vnet->wake(vnet);
	return true;
}

static int net_run(struct lkl__virtio *dev, unsigned int queue)
{
	struct lkl__virtio_net *vnet = (struct lkl__virtio_net *)dev;

	return lkl__virtio_net_send(vnet, queue / 2);
}

static const struct lkl__virtio_ops net_ops = {
	.notify = net_notify,
	.run = net_run,
};

void lkl__virtio_net_die(struct lkl__virtio_net *vnet, int error)
{
	int none = 0;

	/* The first error is the reason, any other may follow from it. */
	if (!__atomic_compare_exchange_n(&vnet->error, &none, error, 0,
					 __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
		return;
	__atomic_store_n(&vnet->config.status, 0, __ATOMIC_RELEASE);
	lkl__virtio_interrupt(&vnet->dev, VIRTIO_MMIO_INT_CONFIG);
}

/* Features that make no sense without others are not offered without them. */
static uint64_t consistent(uint64_t features)
{
	if (!(features & BIT(VIRTIO_NET_F_CSUM)))
		features &= ~NEEDS_CSUM;
	if (!(features & BIT(VIRTIO_NET_F_GUEST_CSUM)))
		features &= ~NEEDS_GUEST_CSUM;
	return features;
}

static uint64_t features_of(const struct lkl__net *net,
			    const struct lkl_netdev_options *options)
{
	uint64_t features = net->features & ~options->no_offload;

	features = consistent(features) | BIT(VIRTIO_NET_F_MRG_RXBUF) |
		   BIT(VIRTIO_NET_F_STATUS) | BIT(VIRTIO_NET_F_CTRL_VQ) |
		   BIT(VIRTIO_NET_F_CTRL_RX) |
		   BIT(VIRTIO_NET_F_CTRL_MAC_ADDR);
	if (features & BIT(VIRTIO_NET_F_GUEST_CSUM))
		features |= BIT(VIRTIO_NET_F_CTRL_GUEST_OFFLOADS);
	if (net->nr_queues > 1)
		features |= BIT(VIRTIO_NET_F_MQ);
	if (options->mac)
		features |= BIT(VIRTIO_NET_F_MAC);
	if (options->mtu)
		features |= BIT(VIRTIO_NET_F_MTU);
	return features;
}

static void fill_config(struct lkl__virtio_net *vnet,
			const struct lkl_netdev_options *options)
{
	struct virtio_net_config *config = &vnet->config;

	if (options->mac)
		memcpy(config->mac, options->mac, sizeof(config->mac));
	config->status = htole16(VIRTIO_NET_S_LINK_UP);
	config->max_virtqueue_pairs = htole16(vnet->net->nr_queues);
	config->mtu = htole16(options->mtu);
}

static int alloc_queues(struct lkl__virtio_net *vnet)
{
	vnet->tx = calloc(vnet->net->nr_queues, sizeof(*vnet->tx));
	vnet->rx = calloc(vnet->net->nr_queues, sizeof(*vnet->rx));
	if (vnet->tx && vnet->rx)
		return 0;
	lkl__virtio_net_exit(vnet);
	return -ENOMEM;
}

int lkl__virtio_net_init(struct lkl__virtio_net *vnet, struct lkl__net *net,
			 const struct lkl_netdev_options *options)
{
	_Static_assert(offsetof(struct lkl__virtio_net, dev) == 0,
		       "net_run() finds the interface at its device");
	if (options->mtu &&
	    (options->mtu < ETH_MTU_MIN || options->mtu > ETH_MTU_MAX))
		return -EINVAL;
	vnet->net = net;
	vnet->nr_active = 1;
	fill_config(vnet, options);
	vnet->dev.ops = &net_ops;
	vnet->dev.id = VIRTIO_ID_NET;
	vnet->dev.features = features_of(net, options);
	vnet->dev.config = &vnet->config;
	vnet->dev.config_bytes = sizeof(vnet->config);
	vnet->dev.nr_queues = 2 * net->nr_queues + 1;
	vnet->dev.nr_lanes = 1;
	vnet->dev.quick = net->quick;
	return alloc_queues(vnet);
}

void lkl__virtio_net_exit(struct lkl__virtio_net *vnet)
{
	free(vnet->tx);
	free(vnet->rx);
	vnet->tx = NULL;
	vnet->rx = NULL;
}
