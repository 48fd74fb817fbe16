// SPDX-License-Identifier: GPL-2.0
/*
 * Functions that set interfaces up do what they say, and say what they do not.
 */
#include "net.h"

#include <fcntl.h>
#include <lkl/linux/if_link.h>

static void test_link(int ifindex)
{
	struct lkl_ifreq ifr;
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);

	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.lkl_ifr_name, "eth0");
	CHECK_EQ(lkl_ifname_to_ifindex("eth0"), ifindex, "find by name");
	CHECK_EQ(lkl_ifname_to_ifindex("absent"), -LKL_ENODEV, "or do not");
	CHECK_EQ(lkl_if_up(ifindex), 0, "up");
	lkl_sys_ioctl(fd, LKL_SIOCGIFFLAGS, (long)&ifr);
	CHECK(ifr.lkl_ifr_flags & LKL_IFF_UP, "is up");
	CHECK_EQ(lkl_if_set_mtu(ifindex, 1400), 0, "MTU");
	lkl_sys_ioctl(fd, LKL_SIOCGIFMTU, (long)&ifr);
	CHECK_EQ(ifr.lkl_ifr_mtu, 1400, "is the MTU");
	CHECK_EQ(lkl_if_set_mtu(ifindex, 10), -LKL_EINVAL, "a bad MTU");
	CHECK_EQ(lkl_if_up(4711), -LKL_ENODEV, "no such interface");
	CHECK_EQ(lkl_if_up(-1), -LKL_ENODEV, "no interface");
	lkl_sys_close(fd);
}

static void test_ipv4(int ifindex)
{
	unsigned int addr = inet_addr("10.9.0.2"), gw = inet_addr("10.9.0.1");
	unsigned int second = inet_addr("10.9.1.2");
	uint8_t mac[6] = { 2, 0, 0, 0, 0, 0x77 };

	CHECK_EQ(lkl_if_set_ipv4(ifindex, addr, 24), 0, "IPv4: set");
	CHECK_EQ(lkl_if_set_ipv4(ifindex, addr, 24), 0, "IPv4: set again");
	CHECK_EQ(lkl_if_add_ip(ifindex, LKL_AF_INET, &addr, 24), -LKL_EEXIST,
		 "IPv4: it is there");
	CHECK_EQ(lkl_if_add_ip(ifindex, LKL_AF_INET, &second, 24), 0,
		 "IPv4: another");
	CHECK_EQ(lkl_if_del_ip(ifindex, LKL_AF_INET, &second, 24), 0,
		 "IPv4: and without");
	CHECK_EQ(lkl_if_del_ip(ifindex, LKL_AF_INET, &second, 24),
		 -LKL_EADDRNOTAVAIL, "IPv4: it has gone");
	CHECK_EQ(lkl_if_set_ipv4(ifindex, addr, 33), -LKL_EINVAL,
		 "IPv4: a prefix that is too long");
	CHECK_EQ(lkl_if_add_ip(ifindex, 77, &addr, 24), -LKL_EAFNOSUPPORT,
		 "an unknown family");
	CHECK_EQ(lkl_set_ipv4_gateway(gw), 0, "IPv4: gateway");
	CHECK(inside_has("/proc/net/route", "eth0\t00000000\t0100090A"),
	      "IPv4: is a route");
	CHECK_EQ(lkl_set_ipv4_gateway(inet_addr("172.16.0.1")),
		 -LKL_ENETUNREACH, "IPv4: a gateway that is nowhere");
	CHECK_EQ(lkl_add_neighbor(ifindex, LKL_AF_INET, &gw, mac), 0,
		 "IPv4: neighbour");
	CHECK(inside_has("/proc/net/arp", "02:00:00:00:00:77"),
	      "IPv4: is known");
	CHECK_EQ(lkl_if_set_ipv4_gateway(ifindex, addr, 24, gw), 0,
		 "IPv4: a gateway for an address");
	CHECK_EQ(lkl_if_add_rule_from_saddr(ifindex, LKL_AF_INET, &addr),
		 -LKL_EEXIST, "IPv4: has its rule");
}

static void test_ipv6(int ifindex)
{
	uint8_t addr[16], gw[16], other[16], mac[6] = { 2, 0, 0, 0, 0, 0x77 };

	inet_pton(AF_INET6, "fd00:9::2", addr);
	inet_pton(AF_INET6, "fd00:9::1", gw);
	inet_pton(AF_INET6, "fd00:9::3", other);
	CHECK_EQ(lkl_if_set_ipv6(ifindex, addr, 64), 0, "IPv6: set");
	CHECK_EQ(lkl_if_wait_ipv6_dad(ifindex, addr), 0, "IPv6: can be used");
	CHECK_EQ(lkl_if_wait_ipv6_dad(ifindex, other), -LKL_EADDRNOTAVAIL,
		 "IPv6: another cannot");
	CHECK_EQ(lkl_set_ipv6_gateway(gw), 0, "IPv6: gateway");
	CHECK(inside_has("/proc/net/ipv6_route",
		       "fd000009000000000000000000000001"),
	      "IPv6: is a route");
	CHECK_EQ(lkl_add_neighbor(ifindex, LKL_AF_INET6, gw, mac), 0,
		 "IPv6: neighbour");
	CHECK_EQ(lkl_if_set_ipv6_gateway(ifindex, addr, 64, gw), 0,
		 "IPv6: a gateway for an address");
}

/* A datagram to @gw, whose hardware address is known, goes out at once. */
static void test_stats(int ifindex, int wire)
{
	struct lkl_rtnl_link_stats64 before, after;
	struct sockaddr_in in = in4("10.9.0.1", 9);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	char frame[2048] = "";
	int i;

	CHECK_EQ(lkl_if_get_stats(ifindex, &before), 0, "statistics");
	lkl_sys_sendto(fd, frame, 1000, 0, (void *)&in, sizeof(in));
	lkl_sys_close(fd);
	/* 14 bytes of Ethernet, 20 of IP, 8 of UDP. */
	while (recv(wire, frame, sizeof(frame), 0) != 1042)
		;
	lkl_if_get_stats(ifindex, &after);
	CHECK(after.tx_packets > before.tx_packets &&
	      after.tx_bytes >= before.tx_bytes + 1042, "of what is sent");
	if (write(wire, frame, 60) != 60)
		KTAP_BAIL("write");
	for (i = 0; i < 500 && after.rx_packets == before.rx_packets; i++) {
		usleep(10000);
		lkl_if_get_stats(ifindex, &after);
	}
	CHECK_EQ(after.rx_packets, before.rx_packets + 1,
		 "of what is received");
	CHECK_EQ(lkl_if_get_stats(4711, &after), -LKL_ENODEV,
		 "of no interface");
}

static void test_qdisc(int ifindex)
{
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "fq"), 0, "fq");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "fq_codel"), 0, "fq_codel");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem delay 1ms loss 0.5% "
			       "limit 100"), 0, "netem");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem delay soon"),
		 -LKL_EINVAL, "netem: no time");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem delay 274000ms"), 0,
		 "netem: the longest time");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem delay 275000ms"),
		 -LKL_EINVAL, "netem: a longer one");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem delay nanms"),
		 -LKL_EINVAL, "netem: a time that is no number");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem loss nan%"),
		 -LKL_EINVAL, "netem: a share that is no number");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "netem speed 3"), -LKL_EINVAL,
		 "netem: an unknown word");
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", "absent"), -LKL_ENOENT,
		 "an unknown qdisc");
	CHECK_EQ(lkl_qdisc_add(ifindex, "leaf", "fq"), -LKL_EINVAL,
		 "a place that is not root");
	CHECK_EQ(lkl_qdisc_parse(ifindex, "root|fq;root|pfifo"), 0, "a list");
	CHECK_EQ(lkl_qdisc_parse(ifindex, "root fq"), -LKL_EINVAL,
		 "a list that is none");
}

int main(void)
{
	int fds[2], id, ifindex;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(9 + 15 + 7 + 4 + 13);
	boot("mem=64M");
	lkl_mount_fs("proc");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	ifindex = lkl_netdev_get_ifindex(id);
	test_link(ifindex);
	test_ipv4(ifindex);
	test_ipv6(ifindex);
	test_stats(ifindex, fds[1]);
	test_qdisc(ifindex);
	lkl_sys_halt();
	return KTAP_END();
}
