// SPDX-License-Identifier: GPL-2.0
/*
 * The same as signatures.c, for interfaces and what configures them.
 */
#include <lkl.h>
#include <lkl_host.h>
#include <sys/uio.h>

int (*const add)(struct lkl_netdev *, struct lkl_netdev_args *) =
	lkl_netdev_add;
void (*const remove_dev)(int) = lkl_netdev_remove;
void (*const free_dev)(struct lkl_netdev *) = lkl_netdev_free;
int (*const ifindex_of)(int) = lkl_netdev_get_ifindex;
struct lkl_netdev *(*const tap)(const char *, int) = lkl_netdev_tap_create;
struct lkl_netdev *(*const macvtap)(const char *, int) =
	lkl_netdev_macvtap_create;
struct lkl_netdev *(*const pipe_dev)(const char *, int) =
	lkl_netdev_pipe_create;
struct lkl_netdev *(*const raw)(const char *) = lkl_netdev_raw_create;
struct lkl_netdev *(*const vde)(const char *) = lkl_netdev_vde_create;

int (*const up)(int) = lkl_if_up;
int (*const down)(int) = lkl_if_down;
int (*const mtu)(int, int) = lkl_if_set_mtu;
int (*const ifindex)(const char *) = lkl_ifname_to_ifindex;
int (*const ipv4)(int, unsigned int, unsigned int) = lkl_if_set_ipv4;
int (*const ipv4_gw)(unsigned int) = lkl_set_ipv4_gateway;
int (*const if_ipv4_gw)(int, unsigned int, unsigned int, unsigned int) =
	lkl_if_set_ipv4_gateway;
int (*const ipv6)(int, void *, unsigned int) = lkl_if_set_ipv6;
int (*const ipv6_gw)(void *) = lkl_set_ipv6_gateway;
int (*const if_ipv6_gw)(int, void *, unsigned int, void *) =
	lkl_if_set_ipv6_gateway;
int (*const add_ip)(int, int, void *, unsigned int) = lkl_if_add_ip;
int (*const del_ip)(int, int, void *, unsigned int) = lkl_if_del_ip;
int (*const gateway)(int, void *) = lkl_add_gateway;
int (*const if_gateway)(int, int, void *) = lkl_if_add_gateway;
int (*const rule)(int, int, void *) = lkl_if_add_rule_from_saddr;
int (*const linklocal)(int, int, void *, unsigned int) = lkl_if_add_linklocal;
int (*const wait_dad)(int, void *) = lkl_if_wait_ipv6_dad;
int (*const neighbor)(int, int, void *, void *) = lkl_add_neighbor;
int (*const qdisc)(int, const char *, const char *) = lkl_qdisc_add;
void (*const qdiscs)(int, const char *) = lkl_qdisc_parse_add;

/* An interface of the program's own. */
static int transfer(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	return nd->id + (int)iov[0].iov_len + cnt;
}

static int poll_dev(struct lkl_netdev *nd)
{
	return nd->has_vnet_hdr ? LKL_DEV_NET_POLL_RX | LKL_DEV_NET_POLL_TX :
				  LKL_DEV_NET_POLL_HUP;
}

static void hang_up(struct lkl_netdev *nd)
{
	(void)nd;
}

int add_own(struct lkl_netdev *nd, void *mac)
{
	static struct lkl_dev_net_ops ops;
	struct lkl_netdev_args args;

	ops.tx = transfer;
	ops.rx = transfer;
	ops.poll = poll_dev;
	ops.poll_hup = hang_up;
	ops.free = hang_up;
	nd->ops = &ops;
	args.mac = mac;
	args.offload = 0;
	return lkl_netdev_add(nd, &args);
}

int poll_bits[LKL_DEV_NET_POLL_RX == 1 && LKL_DEV_NET_POLL_TX == 2 &&
	      LKL_DEV_NET_POLL_HUP == 4 ? 1 : -1];
