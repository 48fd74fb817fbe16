// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Interfaces on top of others, between two kernels: VLAN, VXLAN, GRE, IPIP,
 * WireGuard, IPsec, and below a bridge and a bond.
 */
#include "net.h"

#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_tunnel.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/xfrm.h>

#define BYTES	(1 << 20)

/* A kernel, its end of the wire, and what the other's is. */
static struct end {
	const struct stack *stack;
	const char *ip, *peer_ip, *inner;
	uint8_t key[32], peer_key[32];
	int ifindex;
	__typeof__(&lkl_nl_talk) talk;
	__typeof__(&lkl_wireguard_add) wireguard_add;
	__typeof__(&lkl_wireguard_peer) wireguard_peer;
	__typeof__(&lkl_ifname_to_ifindex) find;
	__typeof__(&lkl_if_up) up;
	__typeof__(&lkl_if_set_ipv4) set_ip;
	__typeof__(&lkl_if_del_ip) del_ip;
} a, b;

/* Of two pairs, made by "wg genkey" and "wg pubkey". */
static const char *const secret[2] = {
	"c0a1f3d96b7e2c4854a1d07b3f9c2e6518d4b7a09e3c5f1276e8d9a4b3c2f14d",
	"48d6e1b27f3a9c5061e4d8b92a7c3f5e0192837465abcdef1029384756afbe5c",
};
static const char *const known[2] = {
	"c278aef2575b68524dc24b8b3520ea4efcc0eeed09ecda1b1850a32e63bd065d",
	"8ca39851c57af14034aecc4065ee93892cd08ed2443715b4f4926ce0e79e1c1b",
};

static void from_hex(uint8_t *to, const char *text)
{
	unsigned int i, byte;

	for (i = 0; i < 32; i++) {
		if (sscanf(text + 2 * i, "%2x", &byte) != 1)
			KTAP_BAIL("a key that is none");
		to[i] = byte;
	}
}

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

/* The whole world is behind the peer. */
static int make_wireguard(struct end *e)
{
	struct sockaddr_in at = in4(e->peer_ip, 51820);
	uint32_t any = 0;
	struct lkl_wireguard_peer peer = {
		.size = sizeof(peer),
		.key = e->peer_key,
		.endpoint = &at,
		.af = LKL_AF_INET,
		.addr = &any,
	};
	int ifindex = e->wireguard_add("t0", e->key, 51820);

	return ifindex < 0 ? ifindex : e->wireguard_peer("t0", &peer);
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

static void test_kind(const char *kind, fill_fn fill, int lower,
		      int (*more)(struct end *e))
{
	int err = make(&a, kind, fill, lower) | make(&b, kind, fill, lower);

	if (!err && more)
		err = more(&a) | more(&b);
	test_made(kind, err);
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

/* IPsec: an association each way, in transport mode, of addresses. */
static void put_aead(struct lkl_nl *nl)
{
	struct {
		struct lkl_xfrm_algo_aead algo;
		uint8_t key[20];
	} aead = { .algo = {
		.alg_name = "rfc4106(gcm(aes))",
		.alg_key_len = 160,
		.alg_icv_len = 128,
	} };

	memset(aead.key, 0x5a, sizeof(aead.key));
	lkl_nl_put(nl, LKL_XFRMA_ALG_AEAD, &aead,
		   sizeof(aead.algo) + sizeof(aead.key));
}

static struct lkl_xfrm_lifetime_cfg forever(void)
{
	struct lkl_xfrm_lifetime_cfg cfg = {
		.soft_byte_limit = LKL_XFRM_INF,
		.hard_byte_limit = LKL_XFRM_INF,
		.soft_packet_limit = LKL_XFRM_INF,
		.hard_packet_limit = LKL_XFRM_INF,
	};

	return cfg;
}

static int add_state(struct end *e, const char *from, const char *to, int spi)
{
	struct lkl_xfrm_usersa_info info = {
		.id = { .spi = htonl(spi), .proto = LKL_IPPROTO_ESP },
		.family = LKL_AF_INET,
		.mode = LKL_XFRM_MODE_TRANSPORT,
		.reqid = 1,
		.replay_window = 32,
		.lft = forever(),
	};
	struct lkl_nl nl;

	info.saddr.a4 = inet_addr(from);
	info.id.daddr.a4 = inet_addr(to);
	lkl_nl_begin(&nl, LKL_XFRM_MSG_NEWSA, LKL_NLM_F_CREATE, &info,
		     sizeof(info));
	put_aead(&nl);
	return e->talk(&nl, LKL_NETLINK_XFRM);
}

static int add_policy(struct end *e, const char *from, const char *to, int dir)
{
	struct lkl_xfrm_userpolicy_info info = {
		.sel = {
			.family = LKL_AF_INET,
			.prefixlen_s = 32,
			.prefixlen_d = 32,
		},
		.dir = dir,
		.action = LKL_XFRM_POLICY_ALLOW,
		.lft = forever(),
	};
	struct lkl_xfrm_user_tmpl tmpl = {
		.id = { .proto = LKL_IPPROTO_ESP },
		.family = LKL_AF_INET,
		.mode = LKL_XFRM_MODE_TRANSPORT,
		.reqid = 1,
		.aalgos = ~0U,
		.ealgos = ~0U,
		.calgos = ~0U,
	};
	struct lkl_nl nl;

	info.sel.saddr.a4 = inet_addr(from);
	info.sel.daddr.a4 = inet_addr(to);
	lkl_nl_begin(&nl, LKL_XFRM_MSG_NEWPOLICY, LKL_NLM_F_CREATE, &info,
		     sizeof(info));
	lkl_nl_put(&nl, LKL_XFRMA_TMPL, &tmpl, sizeof(tmpl));
	return e->talk(&nl, LKL_NETLINK_XFRM);
}

static int secure(struct end *e, int out_spi, int in_spi)
{
	return add_state(e, e->ip, e->peer_ip, out_spi) |
	       add_state(e, e->peer_ip, e->ip, in_spi) |
	       add_policy(e, e->ip, e->peer_ip, LKL_XFRM_POLICY_OUT) |
	       add_policy(e, e->peer_ip, e->ip, LKL_XFRM_POLICY_IN);
}

static void test_ipsec(void)
{
	int err = secure(&a, 0x1001, 0x1002);

	CHECK_EQ(err, 0, "ipsec: one side");
	CHECK(!udp(a.stack, b.stack, b.ip, 100), "ipsec: the other wants it");
	CHECK_EQ(secure(&b, 0x1002, 0x1001), 0, "ipsec: both sides");
	CHECK(tcp(a.stack, b.stack, b.ip, BYTES) &&
	      tcp(b.stack, a.stack, a.ip, BYTES), "ipsec: traffic");
}

int main(void)
{
	struct other other;
	int fds[2], id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(7 * 3 + 4);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .vnet_hdr = 1);
	other_boot(&other, fds[1], 1, "10.9.0.3");
	a = (struct end) { &on_lkl, "10.9.0.2", "10.9.0.3", "10.8.0.2",
		{ 0 }, { 0 }, if_setup(id, "10.9.0.2", 24), lkl_nl_talk,
		lkl_wireguard_add, lkl_wireguard_peer, lkl_ifname_to_ifindex,
		lkl_if_up, lkl_if_set_ipv4, lkl_if_del_ip };
	b = (struct end) { &other.stack, "10.9.0.3", "10.9.0.2", "10.8.0.3",
		{ 0 }, { 0 }, other.ifindex,
		SYMBOL(other.stack.kernel, lkl_nl_talk),
		SYMBOL(other.stack.kernel, lkl_wireguard_add),
		SYMBOL(other.stack.kernel, lkl_wireguard_peer),
		SYMBOL(other.stack.kernel, lkl_ifname_to_ifindex),
		SYMBOL(other.stack.kernel, lkl_if_up),
		SYMBOL(other.stack.kernel, lkl_if_set_ipv4),
		SYMBOL(other.stack.kernel, lkl_if_del_ip) };
	from_hex(a.key, secret[0]);
	from_hex(b.key, secret[1]);
	from_hex(a.peer_key, known[1]);
	from_hex(b.peer_key, known[0]);
	test_kind("vlan", fill_vlan, 1, NULL);
	test_kind("vxlan", fill_vxlan, 0, NULL);
	test_kind("gre", fill_gre, 0, NULL);
	test_kind("ipip", fill_ipip, 0, NULL);
	test_made("wireguard", make_wireguard(&a) | make_wireguard(&b));
	test_ipsec();
	test_master("bridge", NULL);
	test_master("bond", fill_bond);
	other_halt(&other);
	lkl_sys_halt();
	return KTAP_END();
}
