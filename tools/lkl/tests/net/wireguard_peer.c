// SPDX-License-Identifier: GPL-2.0
/*
 * A WireGuard peer for the gateway of examples/wireguard.c, used by
 * examples.sh; by itself it only checks that its keys are keys.
 *
 * usage: wireguard_peer [gateway-secret | public | connect]
 */
#include "net.h"

#include <lkl/linux/genetlink.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/wireguard.h>

/* Two pairs of keys, made by "wg genkey" and "wg pubkey". */
#define GATEWAY_SECRET	"IN4YqXo1GpW0zaXiPwd6Qg2XK6AtHD9FY5uzFQZV730="
#define GATEWAY_PUBLIC	"T+N7qz4SVoR8xcKtaZCLMPJQ/CGZn2kMC/A1QcGujRg="
#define PEER_SECRET	"EJsy3i/VpVE8ITZ1PmiDJSff7tonf5Tl0K54Ya0l1GY="
#define PEER_PUBLIC	"aRlNBCWbmlJtScjg07kcpTgoyW8KifQ+WTpEIq/+KVI="

static void parse_key(const char *text, uint8_t *key)
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

static int set_gateway(const struct sockaddr_in *at)
{
	struct lkl_genlmsghdr header = { .cmd = LKL_WG_CMD_SET_DEVICE };
	uint8_t key[32] = { 0 };
	uint32_t any = 0;
	size_t nest[4];
	struct lkl_nl nl;
	int i;

	lkl_nl_begin(&nl, lkl_nl_family("wireguard"), 0, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_WGDEVICE_A_IFNAME, "wg0");
	parse_key(PEER_SECRET, key);
	lkl_nl_put(&nl, LKL_WGDEVICE_A_PRIVATE_KEY, key, sizeof(key));
	nest[0] = lkl_nl_nest(&nl, LKL_WGDEVICE_A_PEERS);
	nest[1] = lkl_nl_nest(&nl, 0);
	parse_key(GATEWAY_PUBLIC, key);
	lkl_nl_put(&nl, LKL_WGPEER_A_PUBLIC_KEY, key, sizeof(key));
	lkl_nl_put(&nl, LKL_WGPEER_A_ENDPOINT, at, sizeof(*at));
	nest[2] = lkl_nl_nest(&nl, LKL_WGPEER_A_ALLOWEDIPS);
	nest[3] = lkl_nl_nest(&nl, 0);
	lkl_nl_put_u16(&nl, LKL_WGALLOWEDIP_A_FAMILY, LKL_AF_INET);
	lkl_nl_put(&nl, LKL_WGALLOWEDIP_A_IPADDR, &any, sizeof(any));
	lkl_nl_put_u8(&nl, LKL_WGALLOWEDIP_A_CIDR_MASK, 0);
	for (i = 3; i >= 0; i--)
		lkl_nl_end(&nl, nest[i]);
	return lkl_nl_talk(&nl, LKL_NETLINK_GENERIC);
}

/* Say hello to the host behind the gateway, and print the answer. */
static int say_hello(void)
{
	struct sockaddr_in in = in4("192.0.2.1", 8080);
	char answer[8] = "";
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0), err;

	err = lkl_sys_connect(fd, (void *)&in, sizeof(in));
	if (!err)
		err = lkl_sys_send(fd, "hello", 5, 0);
	if (err > 0)
		err = lkl_sys_recv(fd, answer, 5, 0);
	if (err != 5)
		fprintf(stderr, "%s\n", lkl_strerror(err));
	puts(answer);
	return err != 5;
}

static int connect_gateway(void)
{
	struct sockaddr_in at = in4("10.0.2.2", 51820);
	unsigned int all = 0;
	int id, err, wg;

	lkl_host_ops.print = NULL;
	err = lkl_start_kernel("quiet mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_SLIRP);
	if (err || if_setup(id, "10.0.2.15", 24) < 0 || make_interface() ||
	    set_gateway(&at))
		return 1;
	wg = lkl_ifname_to_ifindex("wg0");
	if (lkl_if_set_ipv4(wg, inet_addr("10.0.2.100"), 32) ||
	    lkl_if_up(wg) ||
	    lkl_add_route(wg, LKL_AF_INET, &all, 0, NULL, 0))
		return 1;
	err = say_hello();
	lkl_sys_halt();
	return err;
}

int main(int argc, char **argv)
{
	uint8_t key[32] = { 0 }, zero[32] = { 0 };

	if (argc > 1 && !strcmp(argv[1], "gateway-secret"))
		return puts(GATEWAY_SECRET) < 0;
	if (argc > 1 && !strcmp(argv[1], "public"))
		return puts(PEER_PUBLIC) < 0;
	if (argc > 1)
		return connect_gateway();
	KTAP_PLAN(1);
	parse_key(GATEWAY_PUBLIC, key);
	CHECK(memcmp(key, zero, 32) && sizeof(GATEWAY_SECRET) == 45, "keys");
	return KTAP_END();
}
