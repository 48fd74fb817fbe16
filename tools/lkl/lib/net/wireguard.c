// SPDX-License-Identifier: GPL-2.0
/*
 * WireGuard interfaces, by the requests of wg(8).
 */
#include <string.h>

#include <lkl_net.h>
#include <lkl_netlink.h>
#include <lkl_wireguard.h>
#include <lkl/linux/genetlink.h>
#include <lkl/linux/in6.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/wireguard.h>

#include "net/af.h"

/* 32 bytes in groups of 6 bits: the last of 43 has 2 that are 0, then "=". */
#define KEY_DIGITS	43

int lkl_wireguard_key(const char *text, uint8_t *key)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned int bits = 0, value = 0, used = 0, i;
	const char *at;

	if (strlen(text) != KEY_DIGITS + 1 || text[KEY_DIGITS] != '=')
		return -LKL_EINVAL;
	for (i = 0; i < KEY_DIGITS; i++) {
		at = strchr(digits, text[i]);
		if (!at)
			return -LKL_EINVAL;
		value = value << 6 | (unsigned int)(at - digits);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			key[used++] = value >> bits;
		}
	}
	return value & ((1U << bits) - 1) ? -LKL_EINVAL : 0;
}

static int make_link(const char *name)
{
	struct lkl_ifinfomsg header = { .ifi_family = LKL_AF_UNSPEC };
	struct lkl_nl nl;
	size_t info;

	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, LKL_NLM_F_CREATE | LKL_NLM_F_EXCL,
		     &header, sizeof(header));
	lkl_nl_put_text(&nl, LKL_IFLA_IFNAME, name);
	info = lkl_nl_nest(&nl, LKL_IFLA_LINKINFO);
	lkl_nl_put_text(&nl, LKL_IFLA_INFO_KIND, "wireguard");
	lkl_nl_end(&nl, info);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

static void remove_link(int ifindex)
{
	struct lkl_ifinfomsg header = { .ifi_index = ifindex };
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_RTM_DELLINK, 0, &header, sizeof(header));
	lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

static int begin_device(struct lkl_nl *nl, const char *name)
{
	struct lkl_genlmsghdr header = { .cmd = LKL_WG_CMD_SET_DEVICE };
	int family = lkl_nl_family("wireguard");

	if (family < 0)
		return family;
	lkl_nl_begin(nl, family, 0, &header, sizeof(header));
	lkl_nl_put_text(nl, LKL_WGDEVICE_A_IFNAME, name);
	return 0;
}

int lkl_wireguard_add(const char *name, const uint8_t *secret,
		      unsigned int port)
{
	int ifindex, err;
	struct lkl_nl nl;

	if (port > UINT16_MAX)
		return -LKL_EINVAL;
	err = make_link(name);
	if (err)
		return err;
	ifindex = lkl_ifname_to_ifindex(name);
	if (ifindex < 0)
		return ifindex;
	err = begin_device(&nl, name);
	if (!err) {
		lkl_nl_put(&nl, LKL_WGDEVICE_A_PRIVATE_KEY, secret,
			   LKL_WIREGUARD_KEY);
		lkl_nl_put_u16(&nl, LKL_WGDEVICE_A_LISTEN_PORT, port);
		err = lkl_nl_talk(&nl, LKL_NETLINK_GENERIC);
	}
	if (err)
		remove_link(ifindex);
	return err ? err : ifindex;
}

static size_t endpoint_bytes(const void *endpoint)
{
	__lkl__kernel_sa_family_t family;

	memcpy(&family, endpoint, sizeof(family));
	if (family == LKL_AF_INET)
		return sizeof(struct lkl_sockaddr_in);
	return family == LKL_AF_INET6 ? sizeof(struct lkl_sockaddr_in6) : 0;
}

static int check(const struct lkl_wireguard_peer *peer)
{
	if (!peer || peer->size < sizeof(*peer) || !peer->key ||
	    peer->keepalive > UINT16_MAX)
		return -LKL_EINVAL;
	if (peer->endpoint && !endpoint_bytes(peer->endpoint))
		return -LKL_EINVAL;
	if (peer->af && (!peer->addr || !lkl__af_bytes(peer->af) ||
			 peer->len > 8 * lkl__af_bytes(peer->af)))
		return -LKL_EINVAL;
	return 0;
}

static void put_addresses(struct lkl_nl *nl,
			  const struct lkl_wireguard_peer *peer)
{
	size_t ips = lkl_nl_nest(nl, LKL_WGPEER_A_ALLOWEDIPS);
	size_t ip = lkl_nl_nest(nl, 0);

	lkl_nl_put_u16(nl, LKL_WGALLOWEDIP_A_FAMILY, peer->af);
	lkl_nl_put(nl, LKL_WGALLOWEDIP_A_IPADDR, peer->addr,
		   lkl__af_bytes(peer->af));
	lkl_nl_put_u8(nl, LKL_WGALLOWEDIP_A_CIDR_MASK, peer->len);
	lkl_nl_end(nl, ip);
	lkl_nl_end(nl, ips);
}

int lkl_wireguard_peer(const char *name,
		       const struct lkl_wireguard_peer *peer)
{
	size_t peers, one;
	struct lkl_nl nl;
	int err = check(peer);

	if (!err)
		err = begin_device(&nl, name);
	if (err)
		return err;
	peers = lkl_nl_nest(&nl, LKL_WGDEVICE_A_PEERS);
	one = lkl_nl_nest(&nl, 0);
	lkl_nl_put(&nl, LKL_WGPEER_A_PUBLIC_KEY, peer->key,
		   LKL_WIREGUARD_KEY);
	if (peer->endpoint)
		lkl_nl_put(&nl, LKL_WGPEER_A_ENDPOINT, peer->endpoint,
			   endpoint_bytes(peer->endpoint));
	if (peer->keepalive)
		lkl_nl_put_u16(&nl, LKL_WGPEER_A_PERSISTENT_KEEPALIVE_INTERVAL,
			       peer->keepalive);
	if (peer->af)
		put_addresses(&nl, peer);
	lkl_nl_end(&nl, one);
	lkl_nl_end(&nl, peers);
	return lkl_nl_talk(&nl, LKL_NETLINK_GENERIC);
}
