// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * IPv6 and MPTCP between two kernels.
 */
#include "net.h"

#define BYTES	(2 << 20)

static struct other other;
static int ifindex;

static void test_ipv6(void)
{
	struct sockaddr_in6 in6 = {
		.sin6_family = AF_INET6,
		.sin6_port = htons(5001),
	};
	uint8_t ours[16];

	inet_pton(AF_INET6, "fd00:9::2", ours);
	inet_pton(AF_INET6, "fd00:9::3", &in6.sin6_addr);
	lkl_if_set_ipv6(ifindex, ours, 64);
	SYMBOL(other.stack.kernel, lkl_if_set_ipv6)(other.ifindex,
						    &in6.sin6_addr, 64);
	lkl_if_wait_ipv6_dad(ifindex, ours);
	SYMBOL(other.stack.kernel, lkl_if_wait_ipv6_dad)(other.ifindex,
							 &in6.sin6_addr);
	CHECK(stream_over(&on_lkl, &other.stack, &in6, sizeof(in6), BYTES),
	      "IPv6");
}

/* A stream over MPTCP, of which both ends know that it is one. */
static void test_mptcp(void)
{
	struct sockaddr_in in = in4("10.9.0.3", 5003);
	const struct stack *s = &other.stack;
	long listener, fd, peer;
	struct {
		uint8_t subflows, rest[255];
	} info = { 0xff, { 0 } };
	int len = sizeof(info);
	char buf[6] = "";

	listener = CALL(s, socket, AF_INET, SOCK_STREAM, LKL_IPPROTO_MPTCP);
	CHECK(!CALL(s, bind, listener, (long)&in, sizeof(in)) &&
	      !CALL(s, listen, listener, 1), "MPTCP: listen");
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, LKL_IPPROTO_MPTCP);
	CHECK_EQ(lkl_sys_connect(fd, (void *)&in, sizeof(in)), 0,
		 "MPTCP: connect");
	peer = CALL(s, accept, listener, 0, 0);
	lkl_sys_send(fd, "mptcp", 5, 0);
	CHECK(CALL(s, recvfrom, peer, (long)buf, 5, 0, 0, 0) == 5 &&
	      !strcmp(buf, "mptcp"), "MPTCP: data");
	/* 284 is SOL_MPTCP, 1 MPTCP_INFO; not there after a fallback. */
	CHECK(!lkl_sys_getsockopt(fd, 284, 1, (void *)&info, &len) &&
	      !info.subflows, "MPTCP: is what it is");
	CALL(s, close, peer);
	CALL(s, close, listener);
	lkl_sys_close(fd);
}

int main(void)
{
	int fds[2], id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(1 + 4);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .vnet_hdr = 1);
	ifindex = if_setup(id, "10.9.0.2", 24);
	other_boot(&other, fds[1], 1, "10.9.0.3");
	test_ipv6();
	test_mptcp();
	other_halt(&other);
	lkl_sys_halt();
	return KTAP_END();
}
