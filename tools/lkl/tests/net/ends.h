/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interfaces on top of others, between two kernels: made on both sides, used,
 * and taken away.
 */
#ifndef LKL_TESTS_ENDS_H
#define LKL_TESTS_ENDS_H

#include "net.h"

#include <lkl/linux/rtnetlink.h>

#define BYTES	(1 << 20)

/* A kernel, its end of the wire, and what the other's is. */
static struct end {
	const struct stack *stack;
	const char *ip, *peer_ip, *inner;
	int ifindex;
	__typeof__(&lkl_nl_talk) talk;
	__typeof__(&lkl_wireguard_add) wireguard_add;
	__typeof__(&lkl_wireguard_peer) wireguard_peer;
	__typeof__(&lkl_ifname_to_ifindex) find;
	__typeof__(&lkl_if_up) up;
	__typeof__(&lkl_if_set_ipv4) set_ip;
} a, b;

static struct other other;
static int wire_fds[2];

static void begin_link(struct lkl_nl *nl, const char *name)
{
	struct lkl_ifinfomsg header = { .ifi_family = LKL_AF_UNSPEC };

	lkl_nl_begin(nl, LKL_RTM_NEWLINK, LKL_NLM_F_CREATE | LKL_NLM_F_EXCL,
		     &header, sizeof(header));
	lkl_nl_put_text(nl, LKL_IFLA_IFNAME, name);
}

/* What a kind of interface is made with. */
typedef void (*fill_fn)(struct lkl_nl *nl, struct end *e);

static int make(struct end *e, const char *kind, fill_fn fill, int lower)
{
	size_t info, data;
	struct lkl_nl nl;

	begin_link(&nl, "t0");
	if (lower)
		lkl_nl_put_u32(&nl, LKL_IFLA_LINK, e->ifindex);
	info = lkl_nl_nest(&nl, LKL_IFLA_LINKINFO);
	lkl_nl_put_text(&nl, LKL_IFLA_INFO_KIND, kind);
	if (fill) {
		data = lkl_nl_nest(&nl, LKL_IFLA_INFO_DATA);
		fill(&nl, e);
		lkl_nl_end(&nl, data);
	}
	lkl_nl_end(&nl, info);
	return e->talk(&nl, LKL_NETLINK_ROUTE);
}

static int switch_on(struct end *e)
{
	int ifindex = e->find("t0");
	int err = e->set_ip(ifindex, inet_addr(e->inner), 24);

	return err ? err : e->up(ifindex);
}

static int unmake(struct end *e)
{
	struct lkl_ifinfomsg header = { .ifi_index = e->find("t0") };
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_RTM_DELLINK, 0, &header, sizeof(header));
	return e->talk(&nl, LKL_NETLINK_ROUTE);
}

static int both_ways(void)
{
	return tcp(a.stack, b.stack, b.inner, BYTES) &&
	       tcp(b.stack, a.stack, a.inner, BYTES) &&
	       udp(a.stack, b.stack, b.inner, 4000);
}

/* An interface on either side, if @err is 0. */
static void test_made(const char *kind, int err)
{
	if (!err)
		err = switch_on(&a) | switch_on(&b);
	CHECK_EQ(err, 0, "%s: interfaces", kind);
	CHECK(both_ways(), "%s: traffic", kind);
	CHECK_EQ(unmake(&a) | unmake(&b), 0, "%s: and without", kind);
}

static UNUSED void test_kind(const char *kind, fill_fn fill, int lower,
			     int (*more)(struct end *e))
{
	int err = make(&a, kind, fill, lower) | make(&b, kind, fill, lower);

	if (!err && more)
		err = more(&a) | more(&b);
	test_made(kind, err);
}

static UNUSED void start_ends(void)
{
	int id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, wire_fds))
		KTAP_BAIL("socketpair");
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = wire_fds[0],
			 .vnet_hdr = 1);
	other_boot(&other, wire_fds[1], 1, "10.9.0.3");
	a = (struct end) { &on_lkl, "10.9.0.2", "10.9.0.3", "10.8.0.2",
		if_setup(id, "10.9.0.2", 24), lkl_nl_talk,
		lkl_wireguard_add, lkl_wireguard_peer, lkl_ifname_to_ifindex,
		lkl_if_up, lkl_if_set_ipv4 };
	b = (struct end) { &other.stack, "10.9.0.3", "10.9.0.2", "10.8.0.3",
		other.ifindex,
		SYMBOL(other.stack.kernel, lkl_nl_talk),
		SYMBOL(other.stack.kernel, lkl_wireguard_add),
		SYMBOL(other.stack.kernel, lkl_wireguard_peer),
		SYMBOL(other.stack.kernel, lkl_ifname_to_ifindex),
		SYMBOL(other.stack.kernel, lkl_if_up),
		SYMBOL(other.stack.kernel, lkl_if_set_ipv4) };
}

static UNUSED void stop_ends(void)
{
	other_halt(&other);
	lkl_sys_halt();
}

#endif
