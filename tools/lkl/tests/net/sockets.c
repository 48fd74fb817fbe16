// SPDX-License-Identifier: GPL-2.0
/*
 * Sockets of other kinds than TCP's: with a filter, raw, a tun of the kernel,
 * and one epoll for a socket and for what is none.
 */
#include "net.h"

#include <lkl/linux/filter.h>
#include <lkl/linux/icmp.h>
#include <lkl/linux/if_tun.h>
#include <lkl/linux/ip.h>

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
	struct sockaddr_in in = in4("127.0.0.1", 0);
	struct lkl_icmphdr request = { .type = LKL_ICMP_ECHO };
	struct {
		struct lkl_iphdr ip;
		struct lkl_icmphdr icmp;
	} reply = { 0 };
	struct lkl_pollfd pfd = { .events = LKL_POLLIN };
	long fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_RAW, LKL_IPPROTO_ICMP);
	long got;

	request.un.echo.id = 77;
	request.checksum = checksum(&request, sizeof(request));
	lkl_sys_sendto(fd, &request, sizeof(request), 0, (void *)&in,
		       sizeof(in));
	pfd.fd = fd;
	/* The loopback has the request, too. */
	do {
		got = lkl_sys_poll(&pfd, 1, 5000) == 1 ?
		      lkl_sys_recv(fd, &reply, sizeof(reply), 0) : -1;
	} while (got > 0 && reply.icmp.type == LKL_ICMP_ECHO);
	CHECK(got == sizeof(reply) && reply.icmp.type == LKL_ICMP_ECHOREPLY &&
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
	KTAP_PLAN(2 + 1 + 2 + 2);
	boot("mem=64M");
	lkl_if_up(1);
	test_filter();
	test_raw();
	test_tun();
	test_waiting();
	lkl_sys_halt();
	return KTAP_END();
}
