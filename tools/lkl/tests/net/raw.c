// SPDX-License-Identifier: GPL-2.0
/*
 * A packet socket on one end of a veth pair of the host, with offloads and
 * without.
 */
#include "net.h"

static void test_raw(const char *what, uint64_t no_offload)
{
	test_interface(what, NETDEV_OPEN(.from = LKL_NETDEV_RAW, .name = "v1",
					 .no_offload = no_offload));
}

int main(void)
{
	struct lkl_netdev *nd;
	int id;

	own_namespace();
	host("ip link add v0 type veth peer name v1");
	host("ip addr add 10.9.0.1/24 dev v0; ip link set v0 up");
	host("ip link set v1 up");
	KTAP_PLAN(2 * 5 + 1);
	boot("mem=64M");
	test_raw("offloads", 0);
	/* Frames of the host then have to be complete, too. */
	host("ethtool -K v0 tx off tso off gso off tx-udp-segmentation off "
	     ">/dev/null");
	test_raw("no offloads", LKL_NETDEV_OFFLOAD_TX | LKL_NETDEV_OFFLOAD_RX);
	nd = lkl_netdev_raw_create("v1");
	id = nd ? lkl_netdev_add(nd, NULL) : -1;
	CHECK(if_setup(id, "10.9.0.2", 24) > 0 &&
	      udp(&on_lkl, &on_host, "10.9.0.1", 100),
	      "the interface of programs for lkl/linux");
	lkl_netdev_remove(id);
	lkl_netdev_free(nd);
	lkl_sys_halt();
	return KTAP_END();
}
