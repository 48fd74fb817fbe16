// SPDX-License-Identifier: GPL-2.0
/*
 * Have the driver of an interface leave cutting UDP into frames to others.
 *
 * It can, but does so only when it is told to, unlike with TCP.
 */
#include <pthread.h>
#include <string.h>

#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/ethtool_netlink.h>
#include <lkl/linux/genetlink.h>
#include <lkl/linux/rtnetlink.h>

#include "dev/net/netdev.h"

#define FEATURE		"tx-udp-segmentation"

/* More than can be added at a time. */
#define NEW_MAX		64

/*
 * Numbers of interfaces grow: new ones are larger than all that were seen. Of
 * several that are added at a time, the first thread that looks sees to all.
 */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int newest;

struct found {
	int nr, ifindex[NEW_MAX];
};

static int find_new(void *arg, const struct lkl_nlmsghdr *message)
{
	const struct lkl_ifinfomsg *info = (const void *)(message + 1);
	size_t bytes;
	const char *bus = lkl_nl_find(message, sizeof(*info),
				      LKL_IFLA_PARENT_DEV_BUS_NAME, &bytes);
	struct found *found = arg;

	if (bus && bytes == sizeof("virtio") && !strcmp(bus, "virtio") &&
	    info->ifi_index > newest && found->nr < NEW_MAX)
		found->ifindex[found->nr++] = info->ifi_index;
	return 0;
}

static void switch_on(int ifindex)
{
	struct lkl_genlmsghdr header = {
		.cmd = LKL_ETHTOOL_MSG_FEATURES_SET,
		.version = LKL_ETHTOOL_GENL_VERSION,
	};
	int family = lkl_nl_family(LKL_ETHTOOL_GENL_NAME);
	size_t nest, bits, bit;
	struct lkl_nl nl;

	/* A kernel without it cuts datagrams itself. */
	if (family < 0)
		return;
	lkl_nl_begin(&nl, family, 0, &header, sizeof(header));
	nest = lkl_nl_nest(&nl, LKL_ETHTOOL_A_FEATURES_HEADER);
	lkl_nl_put_u32(&nl, LKL_ETHTOOL_A_HEADER_DEV_INDEX, ifindex);
	lkl_nl_end(&nl, nest);
	nest = lkl_nl_nest(&nl, LKL_ETHTOOL_A_FEATURES_WANTED);
	bits = lkl_nl_nest(&nl, LKL_ETHTOOL_A_BITSET_BITS);
	bit = lkl_nl_nest(&nl, LKL_ETHTOOL_A_BITSET_BITS_BIT);
	lkl_nl_put_text(&nl, LKL_ETHTOOL_A_BITSET_BIT_NAME, FEATURE);
	lkl_nl_put(&nl, LKL_ETHTOOL_A_BITSET_BIT_VALUE, "", 0);
	lkl_nl_end(&nl, bit);
	lkl_nl_end(&nl, bits);
	lkl_nl_end(&nl, nest);
	lkl_nl_talk(&nl, LKL_NETLINK_GENERIC);
}

/* Those without the offload do not mind. */
static void switch_on_new(void)
{
	struct lkl_ifinfomsg header = { .ifi_family = LKL_AF_UNSPEC };
	struct found found = { 0 };
	struct lkl_nl nl;
	int i;

	lkl_nl_begin(&nl, LKL_RTM_GETLINK, LKL_NLM_F_DUMP, &header,
		     sizeof(header));
	lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, find_new, &found);
	for (i = 0; i < found.nr; i++) {
		switch_on(found.ifindex[i]);
		if (found.ifindex[i] > newest)
			newest = found.ifindex[i];
	}
}

void lkl__netdev_uso(const struct lkl__netdev *dev)
{
	if (!(dev->vnet.dev.driver_features >> LKL__NET_F_HOST_USO & 1))
		return;
	pthread_mutex_lock(&lock);
	switch_on_new();
	pthread_mutex_unlock(&lock);
}
