// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * Two kernels in one process, connected by a socket pair of any kind.
 */
#include "net.h"

#define BYTES	(4 << 20)

static void test_pair(const char *what, int type, int vnet_hdr)
{
	struct other other;
	int fds[2], id;

	if (socketpair(AF_UNIX, type, 0, fds))
		KTAP_BAIL("socketpair: %s", strerror(errno));
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0],
			 .vnet_hdr = vnet_hdr);
	CHECK(if_setup(id, "10.9.0.2", 24) > 0, "%s: an interface", what);
	other_boot(&other, fds[1], vnet_hdr, "10.9.0.3");
	CHECK(udp(&on_lkl, &other.stack, "10.9.0.3", 30000) &&
	      udp(&other.stack, &on_lkl, "10.9.0.2", 30000),
	      "%s: UDP both ways", what);
	CHECK(tcp(&on_lkl, &other.stack, "10.9.0.3", BYTES),
	      "%s: TCP there", what);
	CHECK(tcp(&other.stack, &on_lkl, "10.9.0.2", BYTES),
	      "%s: TCP back", what);
	CHECK_EQ(other_halt(&other), 0, "%s: the other kernel ends", what);
	CHECK_EQ(lkl_netdev_close(id), 0, "%s: close", what);
	close(fds[0]);
	close(fds[1]);
}

int main(void)
{
	KTAP_PLAN(6 * 6);
	boot("mem=64M");
	test_pair("seqpacket", SOCK_SEQPACKET, 0);
	test_pair("seqpacket, offloads", SOCK_SEQPACKET, 1);
	test_pair("dgram", SOCK_DGRAM, 0);
	test_pair("dgram, offloads", SOCK_DGRAM, 1);
	test_pair("stream", SOCK_STREAM, 0);
	test_pair("stream, offloads", SOCK_STREAM, 1);
	lkl_sys_halt();
	return KTAP_END();
}
