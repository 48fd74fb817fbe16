// SPDX-License-Identifier: GPL-2.0
/*
 * A WireGuard gateway without any rights: a peer that knows its key reaches
 * what this program's user can reach.
 *
 * usage: wireguard CONFIG SECRET PEER	keys as "wg genkey" and "wg pubkey" say
 *
 * CONFIG is a file as lkl_config(5) says; its interface is a slirp that
 * forwards a port to 51820 inside. The peer is 10.0.2.100.
 */
#include <arpa/inet.h>
#include <lkl.h>
#include <lkl/linux/genetlink.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/wireguard.h>
#include <stdio.h>
#include <string.h>

static void parse_key(const char *text, unsigned char *key)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned int bits = 0, value = 0, used = 0;
	const char *at;

	for (; *text && (at = strchr(digits, *text)); text++) {
		value = value << 6 | (at - digits);
		bits += 6;
		if (bits >= 8 && used < 32)
			key[used++] = value >> (bits -= 8);
	}
}

static int make_interface(void)
{
	struct lkl_ifinfomsg header = { .ifi_family = LKL_AF_UNSPEC };
	struct lkl_nl nl;
	size_t info;

	lkl_nl_begin(&nl, LKL_RTM_NEWLINK, LKL_NLM_F_CREATE, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_IFLA_IFNAME, "wg0");
	info = lkl_nl_nest(&nl, LKL_IFLA_LINKINFO);
	lkl_nl_put_text(&nl, LKL_IFLA_INFO_KIND, "wireguard");
	lkl_nl_end(&nl, info);
	return lkl_nl_talk(&nl, LKL_NETLINK_ROUTE);
}

static int set_peer(const char *secret, const char *peer, unsigned int allowed)
{
	struct lkl_genlmsghdr header = { .cmd = LKL_WG_CMD_SET_DEVICE };
	unsigned char key[32] = { 0 };
	size_t nest[4];
	struct lkl_nl nl;
	int i;

	lkl_nl_begin(&nl, lkl_nl_family("wireguard"), 0, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_WGDEVICE_A_IFNAME, "wg0");
	parse_key(secret, key);
	lkl_nl_put(&nl, LKL_WGDEVICE_A_PRIVATE_KEY, key, sizeof(key));
	lkl_nl_put_u16(&nl, LKL_WGDEVICE_A_LISTEN_PORT, 51820);
	nest[0] = lkl_nl_nest(&nl, LKL_WGDEVICE_A_PEERS);
	nest[1] = lkl_nl_nest(&nl, 0);
	parse_key(peer, key);
	lkl_nl_put(&nl, LKL_WGPEER_A_PUBLIC_KEY, key, sizeof(key));
	nest[2] = lkl_nl_nest(&nl, LKL_WGPEER_A_ALLOWEDIPS);
	nest[3] = lkl_nl_nest(&nl, 0);
	lkl_nl_put_u16(&nl, LKL_WGALLOWEDIP_A_FAMILY, LKL_AF_INET);
	lkl_nl_put(&nl, LKL_WGALLOWEDIP_A_IPADDR, &allowed, sizeof(allowed));
	lkl_nl_put_u8(&nl, LKL_WGALLOWEDIP_A_CIDR_MASK, 32);
	for (i = 3; i >= 0; i--)
		lkl_nl_end(&nl, nest[i]);
	return lkl_nl_talk(&nl, LKL_NETLINK_GENERIC);
}

int main(int argc, char **argv)
{
	unsigned int peer = inet_addr("10.0.2.100");
	struct lkl_config *config = lkl_config_new();
	int err;

	if (argc != 4)
		return 2;
	lkl_host_ops.print = NULL;
	err = lkl_config_load_file(config, argv[1]);
	if (!err)
		err = lkl_config_start(config);
	if (!err)
		err = make_interface();
	if (!err)
		err = set_peer(argv[2], argv[3], peer);
	if (!err)
		err = lkl_if_up(lkl_ifname_to_ifindex("wg0"));
	/* eth0 answers for the peer, which is behind wg0. */
	if (!err)
		err = lkl_add_route(lkl_ifname_to_ifindex("wg0"), LKL_AF_INET,
				    &peer, 32, NULL, 0);
	if (!err)
		lkl_sys_pause();
	fprintf(stderr, "wireguard: %s %s\n", lkl_strerror(err),
		lkl_config_error(config));
	return 1;
}
