// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 120
 *
 * IPv6, congestion controls, MPTCP, queueing disciplines, socket filters, raw
 * sockets, a tun of the kernel, and waiting for sockets.
 */
#include "net.h"

#include <lkl/linux/filter.h>
#include <lkl/linux/icmp.h>
#include <lkl/linux/if_tun.h>
#include <lkl/linux/ip.h>
#include <lkl/linux/rtnetlink.h>
#include <lkl/linux/tcp.h>
#include <lkl/linux/udp.h>

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

static void test_control(const char *name)
{
	char got[16] = "";
	int len = sizeof(got);
	long fd;

	CHECK_EQ(lkl_sysctl("net.ipv4.tcp_congestion_control", name), 0,
		 "%s can be had", name);
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	lkl_sys_getsockopt(fd, LKL_IPPROTO_TCP, LKL_TCP_CONGESTION, got, &len);
	lkl_sys_close(fd);
	CHECK(!strcmp(got, name) &&
	      tcp(&on_lkl, &other.stack, "10.9.0.3", BYTES), "%s", name);
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

static void test_qdisc(const char *type)
{
	CHECK_EQ(lkl_qdisc_add(ifindex, "root", type), 0, "%s", type);
	CHECK(tcp(&on_lkl, &other.stack, "10.9.0.3", BYTES) &&
	      tcp(&other.stack, &on_lkl, "10.9.0.2", BYTES), "%s: traffic",
	      type);
}

static void test_delay(void)
{
	uint64_t start_ns, took_ns;
	struct timespec ts;

	lkl_qdisc_add(ifindex, "root", "netem delay 50ms");
	clock_gettime(CLOCK_MONOTONIC, &ts);
	start_ns = ts.tv_sec * 1000000000ULL + ts.tv_nsec;
	udp(&on_lkl, &other.stack, "10.9.0.3", 100);
	clock_gettime(CLOCK_MONOTONIC, &ts);
	took_ns = ts.tv_sec * 1000000000ULL + ts.tv_nsec - start_ns;
	CHECK(took_ns >= 50000000, "netem delays");
	lkl_qdisc_add(ifindex, "root", "fq_codel");
}

/* A filter that takes only datagrams that begin with 'y'. */
static void test_filter(void)
{
	struct lkl_sock_filter code[] = {
		{ 0x30, 0, 0, 8 },		/* ldb [8], UDP's data */
		{ 0x15, 0, 1, 'y' },		/* jeq 'y' */
		{ 0x06, 0, 0, 0xffff },		/* ret all */
		{ 0x06, 0, 0, 0 },		/* ret nothing */
	};
	struct lkl_sock_fprog prog = { .len = 4, .filter = code };
	struct sockaddr_in in = in4("127.0.0.1", 5004);
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	char got = 0;

	CHECK_EQ(lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_ATTACH_FILTER,
				    (void *)&prog, sizeof(prog)), 0,
		 "a socket filter");
	lkl_sys_bind(fd, (void *)&in, sizeof(in));
	lkl_sys_sendto(fd, "n", 1, 0, (void *)&in, sizeof(in));
	lkl_sys_sendto(fd, "y", 1, 0, (void *)&in, sizeof(in));
	CHECK(lkl_sys_recv(fd, &got, 1, LKL_MSG_DONTWAIT) == 1 && got == 'y' &&
	      lkl_sys_recv(fd, &got, 1, LKL_MSG_DONTWAIT) == -LKL_EAGAIN,
	      "takes what it shall, and no more");
	lkl_sys_close(fd);
}

static uint16_t checksum(const void *data, int bytes)
{
	const uint16_t *p = data;
	uint32_t sum = 0;

	for (; bytes > 0; bytes -= 2)
		sum += *p++;
	sum = (sum & 0xffff) + (sum >> 16);
	return ~(sum + (sum >> 16));
}

/* A ping of our own making. */
static void test_raw(void)
{
	struct sockaddr_in in = in4("10.9.0.3", 0);
	struct lkl_icmphdr request = { .type = LKL_ICMP_ECHO };
	struct {
		struct lkl_iphdr ip;
		struct lkl_icmphdr icmp;
	} reply = { 0 };
	struct lkl_pollfd pfd = { .events = LKL_POLLIN };
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_RAW, LKL_IPPROTO_ICMP);

	request.un.echo.id = 77;
	request.checksum = checksum(&request, sizeof(request));
	lkl_sys_sendto(fd, &request, sizeof(request), 0, (void *)&in,
		       sizeof(in));
	pfd.fd = fd;
	CHECK(lkl_sys_poll(&pfd, 1, 5000) == 1 &&
	      lkl_sys_recv(fd, &reply, sizeof(reply), 0) == sizeof(reply) &&
	      reply.icmp.type == LKL_ICMP_ECHOREPLY &&
	      reply.icmp.un.echo.id == 77, "a raw socket pings");
	lkl_sys_close(fd);
}

/* What is sent to a tun is read from its descriptor. */
static void test_tun(void)
{
	struct lkl_ifreq ifr;
	struct sockaddr_in in = in4("10.77.0.2", 9);
	char packet[256];
	struct lkl_pollfd pfd = { .events = LKL_POLLIN };
	long fd, sock, n = -1;
	int tun;

	lkl_sys_mkdir("/dev", 0755);
	lkl_sys_mknod("/dev/tun", LKL_S_IFCHR | 0600,
		      LKL_MKDEV(10, 200));
	fd = lkl_sys_open("/dev/tun", LKL_O_RDWR, 0);
	memset(&ifr, 0, sizeof(ifr));
	strcpy(ifr.lkl_ifr_name, "tun0");
	ifr.lkl_ifr_flags = LKL_IFF_TUN | LKL_IFF_NO_PI;
	CHECK_EQ(lkl_sys_ioctl(fd, LKL_TUNSETIFF, (long)&ifr), 0, "a tun");
	tun = lkl_ifname_to_ifindex("tun0");
	lkl_if_set_ipv4(tun, inet_addr("10.77.0.1"), 24);
	lkl_if_up(tun);
	sock = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	lkl_sys_sendto(sock, "tunnel", 6, 0, (void *)&in, sizeof(in));
	pfd.fd = fd;
	while (lkl_sys_poll(&pfd, 1, 5000) == 1) {
		n = lkl_sys_read(fd, packet, sizeof(packet));
		if (n == 20 + 8 + 6 && packet[0] == 0x45)
			break;
	}
	CHECK(n == 34 && !memcmp(packet + 28, "tunnel", 6),
	      "its packets are read");
	lkl_sys_close(sock);
	lkl_sys_close(fd);
}

/* One epoll for a socket, an eventfd and a timerfd. */
static void test_waiting(void)
{
	struct lkl_itimerspec once = { .it_value = { .tv_nsec = 1000000 } };
	struct sockaddr_in in = in4("127.0.0.1", 5005);
	long ep = lkl_sys_epoll_create1(0), fds[3], i;
	struct lkl_epoll_event ev = { .events = LKL_EPOLLIN };
	uint64_t one = 1;
	int seen = 0;

	fds[0] = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0);
	fds[1] = lkl_sys_eventfd2(0, 0);
	fds[2] = lkl_sys_timerfd_create(LKL_CLOCK_MONOTONIC, 0);
	lkl_sys_bind(fds[0], (void *)&in, sizeof(in));
	for (i = 0; i < 3; i++) {
		ev.data = i;
		lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_ADD, fds[i], &ev);
	}
	CHECK_EQ(lkl_sys_epoll_wait(ep, &ev, 1, 0), 0, "nothing yet");
	lkl_sys_sendto(fds[0], "x", 1, 0, (void *)&in, sizeof(in));
	lkl_sys_write(fds[1], (void *)&one, sizeof(one));
	lkl_sys_timerfd_settime(fds[2], 0, (void *)&once, NULL);
	while (seen != 7 && lkl_sys_epoll_wait(ep, &ev, 1, 5000) == 1) {
		seen |= 1 << ev.data;
		lkl_sys_epoll_ctl(ep, LKL_EPOLL_CTL_DEL, fds[ev.data], NULL);
	}
	CHECK_EQ(seen, 7, "a socket, an eventfd and a timerfd");
	for (i = 0; i < 3; i++)
		lkl_sys_close(fds[i]);
	lkl_sys_close(ep);
}

int main(void)
{
	int fds[2], id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(1 + 3 * 2 + 4 + 5 * 2 + 1 + 2 + 1 + 2 + 2);
	boot("mem=64M");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0], .vnet_hdr = 1);
	ifindex = if_setup(id, "10.9.0.2", 24);
	other_boot(&other, fds[1], 1, "10.9.0.3");
	lkl_if_up(1);
	test_ipv6();
	test_control("bbr");
	test_control("dctcp");
	test_control("cubic");
	test_mptcp();
	test_qdisc("fq");
	test_qdisc("fq_codel");
	test_qdisc("htb");
	test_qdisc("sfq");
	test_qdisc("netem delay 1ms loss 0.1%");
	test_delay();
	test_filter();
	test_raw();
	test_tun();
	test_waiting();
	other_halt(&other);
	lkl_sys_halt();
	return KTAP_END();
}
