// SPDX-License-Identifier: GPL-2.0
/*
 * Routes, and rules for which table of them to use.
 */
#include <lkl_net.h>
#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/fib_rules.h>
#include <lkl/linux/rtnetlink.h>

#include "net/af.h"

/* Of rules for interfaces: after the local table, before the main one. */
#define RULE_PRIORITY	10000U

struct route {
	int af;
	const void *dst;
	unsigned int len;
	const void *gateway;
	int ifindex;
	unsigned int table;
};

static int add_route(const struct route *route)
{
	unsigned int bytes = lkl__af_bytes(route->af);
	struct lkl_rtmsg header = {
		.rtm_family = route->af,
		.rtm_dst_len = route->len,
		.rtm_table = LKL_RT_TABLE_UNSPEC,
		.rtm_protocol = LKL_RTPROT_STATIC,
		.rtm_scope = route->gateway ? LKL_RT_SCOPE_UNIVERSE :
					      LKL_RT_SCOPE_LINK,
		.rtm_type = LKL_RTN_UNICAST,
	};
	struct lkl_nl nl;

	if (!bytes)
		return -LKL_EAFNOSUPPORT;
	if (route->len > 8 * bytes)
		return -LKL_EINVAL;
	lkl_nl_begin(&nl, LKL_RTM_NEWROUTE,
		     LKL_NLM_F_CREATE | LKL_NLM_F_REPLACE, &header,
		     sizeof(header));
	lkl_nl_put_u32(&nl, LKL_RTA_TABLE, route->table);
	if (route->dst && route->len)
		lkl_nl_put(&nl, LKL_RTA_DST, route->dst, bytes);
	if (route->gateway)
		lkl_nl_put(&nl, LKL_RTA_GATEWAY, route->gateway, bytes);
	if (route->ifindex > 0)
		lkl_nl_put_u32(&nl, LKL_RTA_OIF, route->ifindex);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

int lkl_add_route(int ifindex, int af, const void *dst, unsigned int len,
		  const void *gateway, unsigned int table)
{
	struct route route = {
		.af = af,
		.dst = dst,
		.len = len,
		.gateway = gateway,
		.ifindex = ifindex,
		.table = table ? table : LKL_RT_TABLE_MAIN,
	};

	return add_route(&route);
}

int lkl_add_gateway(int af, void *gateway)
{
	return lkl_add_route(0, af, NULL, 0, gateway, 0);
}

int lkl_set_ipv4_gateway(unsigned int addr)
{
	return lkl_add_gateway(LKL_AF_INET, &addr);
}

int lkl_set_ipv6_gateway(void *addr)
{
	return lkl_add_gateway(LKL_AF_INET6, addr);
}

int lkl_if_add_gateway(int ifindex, int af, void *gateway)
{
	return lkl_add_route(ifindex, af, NULL, 0, gateway,
			     lkl__af_table(ifindex, af));
}

int lkl_if_add_linklocal(int ifindex, int af, void *addr, unsigned int len)
{
	unsigned char net[16] = { 0 };
	const unsigned char *from = addr;
	unsigned int i;

	if (len > 8 * lkl__af_bytes(af))
		return -LKL_EINVAL;
	/* A route has no bits behind its prefix. */
	for (i = 0; i < len; i++)
		net[i / 8] |= from[i / 8] & (0x80 >> i % 8);
	return lkl_add_route(ifindex, af, net, len, NULL,
			     lkl__af_table(ifindex, af));
}

int lkl_add_rule(int af, const void *src, unsigned int len, unsigned int table,
		 unsigned int priority)
{
	unsigned int bytes = lkl__af_bytes(af);
	struct lkl_fib_rule_hdr header = {
		.family = af,
		.src_len = len,
		.action = LKL_FR_ACT_TO_TBL,
	};
	struct lkl_nl nl;

	if (!bytes)
		return -LKL_EAFNOSUPPORT;
	if (len > 8 * bytes)
		return -LKL_EINVAL;
	lkl_nl_begin(&nl, LKL_RTM_NEWRULE, LKL_NLM_F_CREATE | LKL_NLM_F_EXCL,
		     &header, sizeof(header));
	lkl_nl_put_u32(&nl, LKL_FRA_TABLE, table);
	if (len)
		lkl_nl_put(&nl, LKL_FRA_SRC, src, bytes);
	if (priority)
		lkl_nl_put_u32(&nl, LKL_FRA_PRIORITY, priority);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

/* With a priority of its own, so that the kernel finds it if it is there. */
int lkl_if_add_rule_from_saddr(int ifindex, int af, void *saddr)
{
	unsigned int table = lkl__af_table(ifindex, af);

	return lkl_add_rule(af, saddr, 8 * lkl__af_bytes(af), table,
			    RULE_PRIORITY + table);
}

/* Only what comes from this address goes by this gateway. */
static int set_gateway(int ifindex, int af, void *addr, unsigned int len,
		       void *gateway)
{
	int err = lkl_if_add_rule_from_saddr(ifindex, af, addr);

	if (err && err != -LKL_EEXIST)
		return err;
	err = lkl_if_add_linklocal(ifindex, af, addr, len);
	return err ? err : lkl_if_add_gateway(ifindex, af, gateway);
}

int lkl_if_set_ipv4_gateway(int ifindex, unsigned int addr, unsigned int len,
			    unsigned int gateway)
{
	return set_gateway(ifindex, LKL_AF_INET, &addr, len, &gateway);
}

int lkl_if_set_ipv6_gateway(int ifindex, void *addr, unsigned int len,
			    void *gateway)
{
	return set_gateway(ifindex, LKL_AF_INET6, addr, len, gateway);
}
