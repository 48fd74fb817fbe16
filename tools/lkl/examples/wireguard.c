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
#include <stdio.h>

#define PORT	51820

/* Return: the interface, or -errno. */
static int make_tunnel(const char *secret_text, const char *peer_text)
{
	unsigned int inside = inet_addr("10.0.2.100");
	uint8_t secret[LKL_WIREGUARD_KEY], key[LKL_WIREGUARD_KEY];
	struct lkl_wireguard_peer peer = {
		.size = sizeof(peer),
		.key = key,
		.af = LKL_AF_INET,
		.addr = &inside,
		.len = 32,
	};
	int ifindex, err;

	err = lkl_wireguard_key(secret_text, secret);
	if (!err)
		err = lkl_wireguard_key(peer_text, key);
	if (err)
		return err;
	ifindex = lkl_wireguard_add("wg0", secret, PORT);
	if (ifindex < 0)
		return ifindex;
	err = lkl_wireguard_peer("wg0", &peer);
	if (!err)
		err = lkl_if_up(ifindex);
	/* eth0 answers for the peer, which is behind wg0. */
	if (!err)
		err = lkl_add_route(ifindex, LKL_AF_INET, &inside, 32, NULL,
				    0);
	return err ? err : ifindex;
}

int main(int argc, char **argv)
{
	struct lkl_config *config = lkl_config_new();
	int err;

	if (argc != 4 || !config) {
		fprintf(stderr, "usage: wireguard CONFIG SECRET PEER\n");
		return 2;
	}
	lkl_host_ops.print = NULL;
	if (lkl_config_load_file(config, argv[1]) || lkl_config_start(config)) {
		fprintf(stderr, "wireguard: %s\n", lkl_config_error(config));
		return 1;
	}
	err = make_tunnel(argv[2], argv[3]);
	if (err >= 0)
		lkl_sys_pause();
	fprintf(stderr, "wireguard: wg0: %s\n", lkl_strerror(err));
	lkl_config_stop(config);
	return 1;
}
