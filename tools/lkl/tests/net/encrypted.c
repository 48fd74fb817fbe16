// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * What nobody on the way can read, between two kernels: WireGuard and IPsec.
 */
#include "ends.h"

#include <lkl/linux/xfrm.h>

/* Of two pairs, made by "wg genkey" and "wg pubkey". */
static const char *const secrets[2] = {
	"wKHz2Wt+LEhUodB7P5wuZRjUt6CePF8SdujZpLPC8U0=",
	"SNbhsn86nFBh5Ni5Knw/XgGSg3Rlq83vECk4R1avvlw=",
};
static const char *const publics[2] = {
	"wniu8ldbaFJNwkuLNSDqTvzA7u0J7NobGFCjLmO9Bl0=",
	"jKOYUcV68UA0rsxAZe6TiSzQjtJENxW09JJs4OeeHBs=",
};

/* The whole world is behind the peer. */
static int make_wireguard(struct end *e)
{
	struct sockaddr_in at = in4(e->peer_ip, 51820);
	uint8_t secret[LKL_WIREGUARD_KEY], key[LKL_WIREGUARD_KEY];
	int me = e == &b;
	uint32_t any = 0;
	struct lkl_wireguard_peer peer = {
		.size = sizeof(peer),
		.key = key,
		.endpoint = &at,
		.af = LKL_AF_INET,
		.addr = &any,
	};
	int ifindex;

	lkl_wireguard_key(secrets[me], secret);
	lkl_wireguard_key(publics[!me], key);
	ifindex = e->wireguard_add("t0", secret, 51820);
	return ifindex < 0 ? ifindex : e->wireguard_peer("t0", &peer);
}

/* IPsec: an association each way, in transport mode, of addresses. */
static void put_aead(struct lkl_nl *nl)
{
	struct lkl_xfrm_algo_aead algo = {
		.alg_name = "rfc4106(gcm(aes))",
		.alg_key_len = 160,
		.alg_icv_len = 128,
	};
	char aead[sizeof(algo) + 20];

	memcpy(aead, &algo, sizeof(algo));
	memset(aead + sizeof(algo), 0x5a, sizeof(aead) - sizeof(algo));
	lkl_nl_put(nl, LKL_XFRMA_ALG_AEAD, aead, sizeof(aead));
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
	KTAP_PLAN(3 + 4);
	start_ends();
	test_made("wireguard", make_wireguard(&a) | make_wireguard(&b));
	test_ipsec();
	stop_ends();
	return KTAP_END();
}
