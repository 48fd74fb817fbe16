// SPDX-License-Identifier: GPL-2.0
/*
 * Faults of the stock vector driver, kept from the programs that have it.
 */
#include <linux/ethtool.h>
#include <linux/netdevice.h>

#include "vector.h"

/* The stock driver's, which are the same for all interfaces, and ours. */
static const struct net_device_ops *stock_ops;
static struct net_device_ops net_ops;
static struct ethtool_ops tool_ops;

/*
 * After an error of its descriptor the driver says for ever that it is busy,
 * which is to be asked again at once.
 */
static netdev_tx_t send(struct sk_buff *skb, struct net_device *dev)
{
	netdev_tx_t ret = stock_ops->ndo_start_xmit(skb, dev);

	if (ret != NETDEV_TX_BUSY)
		return ret;
	dev->stats.tx_dropped++;
	dev_kfree_skb_any(skb);
	return NETDEV_TX_OK;
}

/* Taps, and interfaces that are down, have no queues to tell the sizes of. */
int lkl_um_vector_register(struct net_device *dev)
{
	stock_ops = dev->netdev_ops;
	net_ops = *stock_ops;
	net_ops.ndo_start_xmit = send;
	dev->netdev_ops = &net_ops;
	tool_ops = *dev->ethtool_ops;
	tool_ops.get_ringparam = NULL;
	dev->ethtool_ops = &tool_ops;
	return register_netdevice(dev);
}

/* If the parameters of a tunnel are wrong, it was never added. */
void lkl_um_vector_napi_disable(struct napi_struct *napi)
{
	if (test_bit(NAPI_STATE_LISTED, &napi->state))
		napi_disable(napi);
}
