// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Interfaces on top of others, between two kernels: VLAN, VXLAN, GRE, IPIP, and
 * below a bridge and a bond.
 */
#include "ends.h"

#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_tunnel.h>

static void put_ip(struct lkl_nl *nl, unsigned int type, const char *ip)
{
	lkl_nl_put_u32(nl, type, inet_addr(ip));
}

static void fill_vlan(struct lkl_nl *nl, struct end *e)
{
	(void)e;
	lkl_nl_put_u16(nl, LKL_IFLA_VLAN_ID, 77);
}

static void fill_vxlan(struct lkl_nl *nl, struct end *e)
{
	lkl_nl_put_u32(nl, LKL_IFLA_VXLAN_ID, 77);
	put_ip(nl, LKL_IFLA_VXLAN_LOCAL, e->ip);
	put_ip(nl, LKL_IFLA_VXLAN_GROUP, e->peer_ip);
	lkl_nl_put_u16(nl, LKL_IFLA_VXLAN_PORT, htons(4789));
}

static void fill_gre(struct lkl_nl *nl, struct end *e)
{
	put_ip(nl, LKL_IFLA_GRE_LOCAL, e->ip);
	put_ip(nl, LKL_IFLA_GRE_REMOTE, e->peer_ip);
}

static void fill_ipip(struct lkl_nl *nl, struct end *e)
{
	put_ip(nl, LKL_IFLA_IPTUN_LOCAL, e->ip);
	put_ip(nl, LKL_IFLA_IPTUN_REMOTE, e->peer_ip);
}

/* The wire becomes a part of the interface. */
static int enslave(struct end *e, int up)
{
	struct lkl_ifinfomsg header = {
		.ifi_index = e->ifindex,
		.ifi_change = LKL_IFF_UP,
	};
	struct lkl_nl nl;

	/* A bond takes interfaces that are down. */
	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, 0, &header, sizeof(header));
	e->talk(&nl, LKL_NETLINK_ROUTE);
	header.ifi_change = 0;
	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, 0, &header, sizeof(header));
	lkl_nl_put_u32(&nl, LKL_IFLA_MASTER, up ? e->find("t0") : 0);
	return e->talk(&nl, LKL_NETLINK_ROUTE) | e->up(e->ifindex);
}

static int join(struct end *e)
{
	return enslave(e, 1);
}

static void test_master(const char *kind, fill_fn fill)
{
	test_kind(kind, fill, 0, join);
	enslave(&a, 0);
	enslave(&b, 0);
}

static void fill_bond(struct lkl_nl *nl, struct end *e)
{
	(void)e;
	lkl_nl_put_u8(nl, LKL_IFLA_BOND_MODE, 1);
	lkl_nl_put_u32(nl, LKL_IFLA_BOND_MIIMON, 100);
}

int main(void)
{
	KTAP_PLAN(6 * 3);
	start_ends();
	test_kind("vlan", fill_vlan, 1, NULL);
	test_kind("vxlan", fill_vxlan, 0, NULL);
	test_kind("gre", fill_gre, 0, NULL);
	test_kind("ipip", fill_ipip, 0, NULL);
	test_master("bridge", NULL);
	test_master("bond", fill_bond);
	stop_ends();
	return KTAP_END();
}
