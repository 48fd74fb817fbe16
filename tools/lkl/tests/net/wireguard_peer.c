// SPDX-License-Identifier: GPL-2.0
/*
 * WireGuard interfaces and what is refused of them. For examples.sh it is a
 * peer for the gateway of examples/wireguard.c.
 *
 * usage: wireguard_peer [gateway-secret | public | connect]
 */
#include "net.h"

/* Two pairs of keys, made by "wg genkey" and "wg pubkey". */
#define GATEWAY_SECRET	"IN4YqXo1GpW0zaXiPwd6Qg2XK6AtHD9FY5uzFQZV730="
#define GATEWAY_PUBLIC	"T+N7qz4SVoR8xcKtaZCLMPJQ/CGZn2kMC/A1QcGujRg="
#define PEER_SECRET	"EJsy3i/VpVE8ITZ1PmiDJSff7tonf5Tl0K54Ya0l1GY="
#define PEER_PUBLIC	"aRlNBCWbmlJtScjg07kcpTgoyW8KifQ+WTpEIq/+KVI="

/* Return: the interface, with the gateway as its peer. */
static int make_tunnel(const struct sockaddr_in *at)
{
	uint8_t secret[LKL_WIREGUARD_KEY], key[LKL_WIREGUARD_KEY];
	uint32_t any = 0;
	struct lkl_wireguard_peer gateway = {
		.size = sizeof(gateway),
		.key = key,
		.endpoint = at,
		.af = LKL_AF_INET,
		.addr = &any,
	};
	int wg, err;

	lkl_wireguard_key(PEER_SECRET, secret);
	lkl_wireguard_key(GATEWAY_PUBLIC, key);
	wg = lkl_wireguard_add("wg0", secret, 0);
	err = lkl_wireguard_peer("wg0", &gateway);
	return err ? err : wg;
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
	if (err || if_setup(id, "10.0.2.15", 24) < 0)
		return 1;
	wg = make_tunnel(&at);
	if (wg < 0 || lkl_if_set_ipv4(wg, inet_addr("10.0.2.100"), 32) ||
	    lkl_if_up(wg) ||
	    lkl_add_route(wg, LKL_AF_INET, &all, 0, NULL, 0))
		return 1;
	err = say_hello();
	lkl_sys_halt();
	return err;
}

static void test_keys(void)
{
	uint8_t key[LKL_WIREGUARD_KEY];
	char text[64] = GATEWAY_PUBLIC;

	CHECK(!lkl_wireguard_key(text, key) && key[0] == 0x4f &&
	      key[31] == 0x18, "a key");
	text[42]++;
	CHECK_EQ(lkl_wireguard_key(text, key), -LKL_EINVAL, "too many bits");
	CHECK_EQ(lkl_wireguard_key(text + 1, key), -LKL_EINVAL, "too short");
	strcat(text, "=");
	CHECK_EQ(lkl_wireguard_key(text, key), -LKL_EINVAL, "too long");
	strcpy(text, GATEWAY_PUBLIC);
	text[7] = '-';
	CHECK_EQ(lkl_wireguard_key(text, key), -LKL_EINVAL, "no digit");
	CHECK_EQ(lkl_wireguard_key("", key), -LKL_EINVAL, "nothing");
}

static void test_errors(void)
{
	uint8_t key[LKL_WIREGUARD_KEY] = { 1 }, addr[16] = { 0 };
	struct lkl_wireguard_peer peer = { .size = sizeof(peer), .key = key };
	int wg;

	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), -LKL_ENODEV,
		 "no interface");
	CHECK_EQ(lkl_wireguard_add("wg0", key, 65536), -LKL_EINVAL,
		 "no port");
	wg = lkl_wireguard_add("wg0", key, 0);
	CHECK(wg > 0 && wg == lkl_ifname_to_ifindex("wg0"), "an interface");
	CHECK_EQ(lkl_wireguard_add("wg0", key, 0), -LKL_EEXIST, "again");
	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), 0, "a peer");
	peer.af = LKL_AF_INET6;
	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), -LKL_EINVAL, "no address");
	peer.addr = addr;
	peer.len = 129;
	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), -LKL_EINVAL,
		 "a prefix that is too long");
	peer.len = 128;
	peer.keepalive = 25;
	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), 0, "an address more");
	peer.endpoint = addr;
	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), -LKL_EINVAL,
		 "an endpoint of no family");
	peer.size = 8;
	CHECK_EQ(lkl_wireguard_peer("wg0", &peer), -LKL_EINVAL, "too small");
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "gateway-secret"))
		return puts(GATEWAY_SECRET) < 0;
	if (argc > 1 && !strcmp(argv[1], "public"))
		return puts(PEER_PUBLIC) < 0;
	if (argc > 1)
		return connect_gateway();
	KTAP_PLAN(6 + 10);
	boot("mem=64M");
	test_keys();
	test_errors();
	lkl_sys_halt();
	return KTAP_END();
}
