// SPDX-License-Identifier: GPL-2.0
/*
 * Many datagrams that are sent as one (UDP_SEGMENT) cross a tap as one frame,
 * both ways, and arrive as many; without offloads they are cut before.
 */
#include "net.h"

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <netinet/udp.h>
#include <sys/ioctl.h>

#include <lkl/linux/if_link.h>

#define SEGMENTS	20
#define BYTES		1000

/* Newer than the headers of some hosts. */
#define F_USO4		0x20
#define F_USO6		0x40
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

/* The host's taps take it from Linux 6.2 on. */
static int has_uso(void)
{
	struct ifreq ifr = {
		.ifr_name = "tap0",
		.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR,
	};
	int fd = open("/dev/net/tun", O_RDWR), has;

	if (ioctl(fd, TUNSETIFF, &ifr))
		KTAP_BAIL("no tap");
	has = !ioctl(fd, TUNSETOFFLOAD, TUN_F_CSUM | F_USO4 | F_USO6);
	close(fd);
	return has;
}

int main(void)
{
	own_namespace();
	host("ip tuntap add tap0 mode tap");
	host("ip addr add 10.9.0.1/24 dev tap0; ip link set tap0 up");
	if (!has_uso())
		KTAP_SKIP_ALL("host: its taps do not take UDP that is not cut");
	boot("mem=64M");
	KTAP_PLAN(2 * 4);
	test_both("offloads", 0);
	test_both("no offloads", LKL_NETDEV_OFFLOAD_TX |
		  LKL_NETDEV_OFFLOAD_RX);
	lkl_sys_halt();
	return KTAP_END();
}
