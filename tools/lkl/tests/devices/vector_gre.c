// SPDX-License-Identifier: GPL-2.0
/*
 * A vector interface that is a GRE tunnel talks to the kernel's own kind of
 * such a tunnel, which another kernel has behind a tap.
 */
#include <lkl/linux/if_link.h>
#include <lkl/linux/if_tunnel.h>
#include <lkl/linux/rtnetlink.h>

#include "../net/net.h"
#include "devices.h"

#define BYTES	(1 << 20)
#define KEY_FLAG	htons(0x2000)

static int set_up(struct lkl *k, int ifindex, const char *addr)
{
	int err = SYMBOL(k, lkl_if_set_ipv4)(ifindex, inet_addr(addr), 24);

	return err ? err : SYMBOL(k, lkl_if_up)(ifindex);
}

/* Its own address is 10.8.0.1, the host's 10.8.0.2. */
static int make_tunnel(struct lkl *k)
{
	struct lkl_ifinfomsg header = { .ifi_family = LKL_AF_UNSPEC };
	size_t info, data;
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, LKL_NLM_F_CREATE | LKL_NLM_F_EXCL,
		     &header, sizeof(header));
	lkl_nl_put_text(&nl, LKL_IFLA_IFNAME, "t0");
	lkl_nl_put_u32(&nl, LKL_IFLA_MTU, 1400);
	info = lkl_nl_nest(&nl, LKL_IFLA_LINKINFO);
	lkl_nl_put_text(&nl, LKL_IFLA_INFO_KIND, "gretap");
	data = lkl_nl_nest(&nl, LKL_IFLA_INFO_DATA);
	lkl_nl_put_u32(&nl, LKL_IFLA_GRE_LOCAL, inet_addr("10.8.0.1"));
	lkl_nl_put_u32(&nl, LKL_IFLA_GRE_REMOTE, inet_addr("10.8.0.2"));
	lkl_nl_put_u16(&nl, LKL_IFLA_GRE_IFLAGS, KEY_FLAG);
	lkl_nl_put_u16(&nl, LKL_IFLA_GRE_OFLAGS, KEY_FLAG);
	lkl_nl_put_u32(&nl, LKL_IFLA_GRE_IKEY, htonl(11));
	lkl_nl_put_u32(&nl, LKL_IFLA_GRE_OKEY, htonl(22));
	lkl_nl_end(&nl, data);
	lkl_nl_end(&nl, info);
	return SYMBOL(k, lkl_nl_talk)(&nl, LKL_NETLINK_ROUTE);
}

static void connect_other(struct lkl *k)
{
	struct lkl_netdev_options options = {
		.size = sizeof(options),
		.from = LKL_NETDEV_TAP,
		.name = "tap0",
	};
	int id = SYMBOL(k, lkl_netdev_open)(&options), err;

	if (id < 0)
		KTAP_BAIL("no tap: %s", lkl_strerror(id));
	err = set_up(k, SYMBOL(k, lkl_netdev_get_ifindex)(id), "10.8.0.1");
	if (err)
		KTAP_BAIL("the tap is not up: %s", lkl_strerror(err));
	CHECK_EQ(make_tunnel(k), 0, "the kernel's own kind is made");
	CHECK_EQ(set_up(k, SYMBOL(k, lkl_ifname_to_ifindex)("t0"), "10.9.0.1"),
		 0, "it is up");
}

int main(void)
{
	struct stack other = { 0 };
	int ifindex;

	own_namespace();
	if (access("/dev/net/tun", F_OK))
		KTAP_SKIP_ALL("host: there is no /dev/net/tun");
	host("ip tuntap add dev tap0 mode tap");
	host("ip addr add 10.8.0.2/24 dev tap0; ip link set tap0 up");
	devices_boot("quiet vec0:transport=gre,src=10.8.0.2,dst=10.8.0.1,"
		     "rx_key=22,tx_key=11,mtu=1400");
	devices_need("/proc/net/dev", "vec0");
	KTAP_PLAN(9);
	other.kernel = start_other();
	connect_other(other.kernel);
	ifindex = lkl_ifname_to_ifindex("vec0");
	CHECK(!lkl_if_set_ipv4(ifindex, inet_addr("10.9.0.2"), 24) &&
	      !lkl_if_up(ifindex), "the vector interface is up");
	CHECK(udp(&on_lkl, &other, "10.9.0.1", 4000), "UDP");
	CHECK(tcp(&on_lkl, &other, "10.9.0.1", BYTES), "TCP out");
	CHECK(tcp(&other, &on_lkl, "10.9.0.2", BYTES), "TCP in");
	CHECK_EQ(lkl_if_down(ifindex), 0, "it is down");
	CHECK(!lkl_kernel_halt(other.kernel) && !lkl_unload(other.kernel),
	      "the other kernel halts");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
