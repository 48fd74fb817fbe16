// SPDX-License-Identifier: GPL-2.0
/*
 * Interfaces: up, down, MTU, name, statistics.
 */
#include <string.h>

#include <lkl_net.h>
#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/if_link.h>
#include <lkl/linux/rtnetlink.h>

static int set_link(int ifindex, unsigned int flags, unsigned int change,
		    unsigned int mtu)
{
	struct lkl_ifinfomsg header = {
		.ifi_index = ifindex,
		.ifi_flags = flags,
		.ifi_change = change,
	};
	struct lkl_nl nl;

	if (ifindex <= 0)
		return -LKL_ENODEV;
	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, 0, &header, sizeof(header));
	if (mtu)
		lkl_nl_put_u32(&nl, LKL_IFLA_MTU, mtu);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

int lkl_if_up(int ifindex)
{
	return set_link(ifindex, LKL_IFF_UP, LKL_IFF_UP, 0);
}

int lkl_if_down(int ifindex)
{
	return set_link(ifindex, 0, LKL_IFF_UP, 0);
}

int lkl_if_set_mtu(int ifindex, int mtu)
{
	return mtu <= 0 ? -LKL_EINVAL : set_link(ifindex, 0, 0, mtu);
}

static int take_index(void *arg, const struct lkl_nlmsghdr *message)
{
	const struct lkl_ifinfomsg *info = LKL_NLMSG_DATA(message);

	*(int *)arg = info->ifi_index;
	return 0;
}

int lkl_ifname_to_ifindex(const char *name)
{
	struct lkl_ifinfomsg header = { .ifi_family = LKL_AF_UNSPEC };
	int err, ifindex = -LKL_ENODEV;
	struct lkl_nl nl;

	if (strlen(name) >= LKL_IFNAMSIZ)
		return -LKL_ENODEV;
	lkl_nl_begin(&nl, LKL_RTM_GETLINK, 0, &header, sizeof(header));
	lkl_nl_put_text(&nl, LKL_IFLA_IFNAME, name);
	err = lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, take_index, &ifindex);
	return err ? err : ifindex;
}

static int take_stats(void *arg, const struct lkl_nlmsghdr *message)
{
	size_t bytes;
	const void *stats = lkl_nl_find(message,
					sizeof(struct lkl_ifinfomsg),
					LKL_IFLA_STATS64, &bytes);

	/* A kernel may have more or fewer of them. */
	if (stats && bytes > sizeof(struct lkl_rtnl_link_stats64))
		bytes = sizeof(struct lkl_rtnl_link_stats64);
	if (stats)
		memcpy(arg, stats, bytes);
	return stats ? 0 : -LKL_EOPNOTSUPP;
}

int lkl_if_get_stats(int ifindex, struct lkl_rtnl_link_stats64 *stats)
{
	struct lkl_ifinfomsg header = { .ifi_index = ifindex };
	struct lkl_nl nl;

	if (ifindex <= 0)
		return -LKL_ENODEV;
	memset(stats, 0, sizeof(*stats));
	lkl_nl_begin(&nl, LKL_RTM_GETLINK, 0, &header, sizeof(header));
	return lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, take_stats, stats);
}
