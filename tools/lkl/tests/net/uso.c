// SPDX-License-Identifier: GPL-2.0
/*
 * Many datagrams that are sent as one (UDP_SEGMENT) cross a tap as one frame,
 * both ways, and arrive as many; without offloads they are cut before.
 */
#include "net.h"

#include <lkl/linux/if_link.h>
#include <netinet/udp.h>

#define SEGMENTS	20
#define BYTES		1000

#ifndef UDP_SEGMENT
#define UDP_SEGMENT	103
#endif

static int send_segments(const struct stack *s, const char *to)
{
	static unsigned char data[SEGMENTS * BYTES];
	struct sockaddr_in in = in4(to, 5003);
	long fd = CALL(s, socket, AF_INET, SOCK_DGRAM, 0), sent;
	int bytes = BYTES;

	pattern(data, sizeof(data), 0);
	CALL(s, setsockopt, fd, IPPROTO_UDP, UDP_SEGMENT, (long)&bytes,
	     sizeof(bytes));
	sent = CALL(s, sendto, fd, (long)data, sizeof(data), 0, (long)&in,
		    sizeof(in));
	CALL(s, close, fd);
	if (sent != sizeof(data))
		KTAP_DIAG("sendto: %ld", sent);
	return sent == sizeof(data);
}

/* Return: how many datagrams came as they were, in order. */
static int receive_segments(const struct stack *s, long fd)
{
	unsigned char got[2 * BYTES], want[BYTES];
	int i;

	for (i = 0; i < SEGMENTS; i++) {
		pattern(want, BYTES, i * BYTES);
		if (CALL(s, recvfrom, fd, (long)got, sizeof(got), 0, 0, 0) !=
		    BYTES || memcmp(got, want, BYTES))
			break;
	}
	return i;
}

static int pass(const struct stack *from, const struct stack *to,
		const char *addr)
{
	struct sockaddr_in in = in4(addr, 5003);
	struct timeval patience = { .tv_sec = 5 };
	long fd = CALL(to, socket, AF_INET, SOCK_DGRAM, 0);
	int nr = 0;

	CALL(to, setsockopt, fd, SOL_SOCKET, SO_RCVTIMEO, (long)&patience,
	     sizeof(patience));
	CALL(to, bind, fd, (long)&in, sizeof(in));
	if (send_segments(from, addr))
		nr = receive_segments(to, fd);
	CALL(to, close, fd);
	return nr;
}

static void test_way(const char *what, int ifindex, int out, int whole)
{
	struct lkl_rtnl_link_stats64 before, after;
	uint64_t frames;
	int nr;

	/* Whoever is asked for an address has answered after that. */
	udp(&on_lkl, &on_host, "10.9.0.1", 100);
	lkl_if_get_stats(ifindex, &before);
	nr = out ? pass(&on_lkl, &on_host, "10.9.0.1") :
		   pass(&on_host, &on_lkl, "10.9.0.2");
	lkl_if_get_stats(ifindex, &after);
	CHECK_EQ(nr, SEGMENTS, "%s: datagrams", what);
	frames = out ? after.tx_packets - before.tx_packets :
		       after.rx_packets - before.rx_packets;
	CHECK((frames < SEGMENTS) == whole, "%s: %llu frames", what,
	      (unsigned long long)frames);
}

static void test_both(const char *what, uint64_t no_offload)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0",
			     .no_offload = no_offload);
	int ifindex = if_setup(id, "10.9.0.2", 24);
	char text[64];

	snprintf(text, sizeof(text), "%s, out", what);
	test_way(text, ifindex, 1, !no_offload);
	snprintf(text, sizeof(text), "%s, in", what);
	test_way(text, ifindex, 0, !no_offload);
	lkl_netdev_close(id);
}

/* Of the host's taps, from Linux 6.2 on. */
static int has_uso(void)
{
	int id = NETDEV_OPEN(.from = LKL_NETDEV_TAP, .name = "tap0");
	char bits[80] = "";
	long fd;

	/* The features that the driver took, the first bit first. */
	lkl_netdev_get_ifindex(id);
	fd = lkl_sys_open("/sysfs/class/net/eth0/device/features",
			  LKL_O_RDONLY, 0);
	lkl_sys_read(fd, bits, sizeof(bits) - 1);
	lkl_sys_close(fd);
	lkl_netdev_close(id);
	return bits[56] == '1';
}

int main(void)
{
	own_namespace();
	host("ip tuntap add tap0 mode tap");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	boot("mem=64M");
	if (!has_uso())
		KTAP_SKIP_ALL("host: its taps do not take UDP that is not cut");
	KTAP_PLAN(2 * 4);
	test_both("offloads", 0);
	test_both("no offloads", LKL_NETDEV_OFFLOAD_TX |
		  LKL_NETDEV_OFFLOAD_RX);
	lkl_sys_halt();
	return KTAP_END();
}
