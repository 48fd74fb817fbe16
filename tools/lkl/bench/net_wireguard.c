// SPDX-License-Identifier: GPL-2.0
/*
 * A TCP stream through WireGuard between two kernels of this process.
 */
#include "pair.h"

#define ROUNDS	5
#define PORT	51820

/* Of two pairs, made by "wg genkey" and "wg pubkey". */
static const char *const secrets[2] = {
	"UPAyUtCDsorJ/oLlcrWynABRdz3ZHPs8FU1JvaDEsVA=",
	"SF1hSvN9RZUcRMEC+t8YuRHi+x6AS4vs8etCWBqFE24=",
};
static const char *const publics[2] = {
	"npy2I0hBRnpqw39saF3ScIBIT3c1B5ZWOV8PRr+3i1U=",
	"UF2tSxGDXX75RjcwRKqY1RBR+e5eQtXfsA+LfOiyY0c=",
};

static void tunnel(struct lkl *k, int me, const char *peer, const char *ip)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_port = htons(PORT),
		.sin_addr.s_addr = inet_addr(peer),
	};
	uint8_t secret[LKL_WIREGUARD_KEY], key[LKL_WIREGUARD_KEY];
	unsigned int any = 0;
	struct lkl_wireguard_peer other = {
		.size = sizeof(other),
		.key = key,
		.endpoint = &at,
		.af = LKL_AF_INET,
		.addr = &any,
	};
	int index;

	bench_must(lkl_wireguard_key(secrets[me], secret), secrets[me]);
	bench_must(lkl_wireguard_key(publics[!me], key), publics[!me]);
	index = bench_must(IN(k, lkl_wireguard_add)("wg0", secret, PORT),
			   "wg0");
	bench_must(IN(k, lkl_wireguard_peer)("wg0", &other), "peer");
	bench_must(IN(k, lkl_if_set_ipv4)(index, inet_addr(ip), 24), ip);
	bench_must(IN(k, lkl_if_up)(index), "up");
}

int main(void)
{
	struct end one = { 0 }, other = { .kernel = start_both() };
	double lkl[ROUNDS];
	int i;

	tunnel(NULL, 0, "10.0.0.2", "10.7.0.1");
	tunnel(other.kernel, 1, "10.0.0.1", "10.7.0.2");
	connect_ends(&one, &other, "10.7.0.2");
	for (i = 0; i < ROUNDS; i++)
		lkl[i] = stream(&one, &other);
	bench_print("net_wireguard", ".lkl", "Gbit/s", lkl, ROUNDS);
	lkl_kernel_halt(other.kernel);
	lkl_sys_halt();
	return 0;
}
