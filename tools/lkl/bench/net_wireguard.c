// SPDX-License-Identifier: GPL-2.0
/*
 * A TCP stream through WireGuard between two kernels of this process.
 */
#include <lkl/linux/genetlink.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/wireguard.h>

#include "pair.h"

#define ROUNDS	5
#define PORT	51820

/* Secrets, and what "wg pubkey" makes of them. */
static const unsigned char secret[2][32] = {
	{
		0x50, 0xf0, 0x32, 0x52, 0xd0, 0x83, 0xb2, 0x8a,
		0xc9, 0xfe, 0x82, 0xe5, 0x72, 0xb5, 0xb2, 0x9c,
		0x00, 0x51, 0x77, 0x3d, 0xd9, 0x1c, 0xfb, 0x3c,
		0x15, 0x4d, 0x49, 0xbd, 0xa0, 0xc4, 0xb1, 0x50,
	},
	{
		0x48, 0x5d, 0x61, 0x4a, 0xf3, 0x7d, 0x45, 0x95,
		0x1c, 0x44, 0xc1, 0x02, 0xfa, 0xdf, 0x18, 0xb9,
		0x11, 0xe2, 0xfb, 0x1e, 0x80, 0x4b, 0x8b, 0xec,
		0xf1, 0xeb, 0x42, 0x58, 0x1a, 0x85, 0x13, 0x6e,
	},
};
static const unsigned char public[2][32] = {
	{
		0x9e, 0x9c, 0xb6, 0x23, 0x48, 0x41, 0x46, 0x7a,
		0x6a, 0xc3, 0x7f, 0x6c, 0x68, 0x5d, 0xd2, 0x70,
		0x80, 0x48, 0x4f, 0x77, 0x35, 0x07, 0x96, 0x56,
		0x39, 0x5f, 0x0f, 0x46, 0xbf, 0xb7, 0x8b, 0x55,
	},
	{
		0x50, 0x5d, 0xad, 0x4b, 0x11, 0x83, 0x5d, 0x7e,
		0xf9, 0x46, 0x37, 0x30, 0x44, 0xaa, 0x98, 0xd5,
		0x10, 0x51, 0xf9, 0xee, 0x5e, 0x42, 0xd5, 0xdf,
		0xb0, 0x0f, 0x8b, 0x7c, 0xe8, 0xb2, 0x63, 0x47,
	},
};

static void make_interface(struct lkl *k)
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
	bench_must(IN(k, lkl_nl_talk)(&nl, LKL_NETLINK_ROUTE), "wg0");
}

static void set_peer(struct lkl *k, int me, const char *peer)
{
	struct lkl_genlmsghdr header = { .cmd = LKL_WG_CMD_SET_DEVICE };
	struct sockaddr_in at = {
		.sin_family = AF_INET,
		.sin_port = htons(PORT),
		.sin_addr.s_addr = inet_addr(peer),
	};
	unsigned int any = 0;
	struct lkl_nl nl;
	size_t nest[4];
	int i;

	lkl_nl_begin(&nl, IN(k, lkl_nl_family)("wireguard"), 0, &header,
		     sizeof(header));
	lkl_nl_put_text(&nl, LKL_WGDEVICE_A_IFNAME, "wg0");
	lkl_nl_put(&nl, LKL_WGDEVICE_A_PRIVATE_KEY, secret[me], 32);
	lkl_nl_put_u16(&nl, LKL_WGDEVICE_A_LISTEN_PORT, PORT);
	nest[0] = lkl_nl_nest(&nl, LKL_WGDEVICE_A_PEERS);
	nest[1] = lkl_nl_nest(&nl, 0);
	lkl_nl_put(&nl, LKL_WGPEER_A_PUBLIC_KEY, public[!me], 32);
	lkl_nl_put(&nl, LKL_WGPEER_A_ENDPOINT, &at, sizeof(at));
	nest[2] = lkl_nl_nest(&nl, LKL_WGPEER_A_ALLOWEDIPS);
	nest[3] = lkl_nl_nest(&nl, 0);
	lkl_nl_put_u16(&nl, LKL_WGALLOWEDIP_A_FAMILY, LKL_AF_INET);
	lkl_nl_put(&nl, LKL_WGALLOWEDIP_A_IPADDR, &any, sizeof(any));
	lkl_nl_put_u8(&nl, LKL_WGALLOWEDIP_A_CIDR_MASK, 0);
	for (i = 3; i >= 0; i--)
		lkl_nl_end(&nl, nest[i]);
	bench_must(IN(k, lkl_nl_talk)(&nl, LKL_NETLINK_GENERIC), "peer");
}

static void tunnel(struct lkl *k, int me, const char *peer, const char *ip)
{
	int index;

	make_interface(k);
	set_peer(k, me, peer);
	index = bench_must(IN(k, lkl_ifname_to_ifindex)("wg0"), "wg0");
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
