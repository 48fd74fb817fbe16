// SPDX-License-Identifier: GPL-2.0
/*
 * Streams that cannot go on: nobody takes the data, the peer resets or has
 * gone, nobody answers. Each has its error, and none ends the program.
 */
#include "net.h"

#include <lkl/linux/tcp.h>
#include <signal.h>
#include <time.h>

#define PORT	5020

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* A connection to ourselves: two descriptors. */
static void connect_pair(long *a, long *b)
{
	struct sockaddr_in in = in4("127.0.0.1", PORT);
	long listener = listen_on(&on_lkl, &in, sizeof(in));

	*a = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	if (lkl_sys_connect(*a, (void *)&in, sizeof(in)))
		KTAP_BAIL("no connection");
	*b = lkl_sys_accept(listener, NULL, NULL);
	lkl_sys_close(listener);
}

static int writable(long fd, int timeout_ms)
{
	struct lkl_pollfd pfd = { .fd = fd, .events = LKL_POLLOUT };

	return lkl_sys_poll(&pfd, 1, timeout_ms) == 1;
}

/* Send without blocking for as long as it works. Return: the error. */
static long fill(long fd, uint64_t *sent)
{
	static unsigned char data[CHUNK];
	long ret;

	do {
		pattern(data, sizeof(data), *sent);
		ret = lkl_sys_send(fd, data, sizeof(data), LKL_MSG_DONTWAIT);
		if (ret > 0)
			*sent += ret;
	} while (ret > 0);
	return ret;
}

static int drain(long fd, uint64_t bytes)
{
	static unsigned char data[CHUNK], want[CHUNK];
	uint64_t got = 0;
	long ret;

	while (got < bytes) {
		ret = lkl_sys_recv(fd, data, sizeof(data), 0);
		if (ret <= 0)
			return 0;
		pattern(want, ret, got);
		if (memcmp(data, want, ret))
			return 0;
		got += ret;
	}
	return 1;
}

static void test_full(void)
{
	struct lkl_timeval tv = { .tv_usec = 200000 };
	uint64_t sent = 0;
	double begin;
	long a, b;

	connect_pair(&a, &b);
	CHECK_EQ(fill(a, &sent), -LKL_EAGAIN, "full after %llu bytes",
		 (unsigned long long)sent);
	CHECK(!writable(a, 0), "poll says so");
	lkl_sys_setsockopt(a, LKL_SOL_SOCKET, LKL_SO_SNDTIMEO_NEW,
			   (void *)&tv, sizeof(tv));
	begin = now();
	CHECK(lkl_sys_send(a, "x", 1, 0) == -LKL_EAGAIN &&
	      now() - begin >= 0.19, "sending waits as long as it may");
	CHECK(drain(b, sent), "all of it is received");
	CHECK(writable(a, 5000) && lkl_sys_send(a, "x", 1, 0) == 1,
	      "and more is sent");
	lkl_sys_close(a);
	lkl_sys_close(b);
}

static void test_reset(void)
{
	struct { int on, seconds; } linger = { 1, 0 };
	char data[16];
	long a, b;

	connect_pair(&a, &b);
	lkl_sys_setsockopt(b, LKL_SOL_SOCKET, LKL_SO_LINGER, (void *)&linger,
			   sizeof(linger));
	lkl_sys_close(b);
	CHECK_EQ(lkl_sys_recv(a, data, sizeof(data), 0), -LKL_ECONNRESET,
		 "reset: receiving");
	CHECK_EQ(lkl_sys_recv(a, data, sizeof(data), 0), 0,
		 "reset: is told once");
	CHECK_EQ(lkl_sys_send(a, "x", 1, 0), -LKL_EPIPE,
		 "reset: sending, without a signal");
	lkl_sys_close(a);

	connect_pair(&a, &b);
	lkl_sys_send(a, "unread", 6, 0);
	lkl_sys_close(b);
	CHECK_EQ(lkl_sys_recv(a, data, sizeof(data), 0), -LKL_ECONNRESET,
		 "closed with data unread");
	lkl_sys_close(a);
}

static void test_nobody(void)
{
	struct sockaddr_in in = in4("127.0.0.1", PORT);
	unsigned int peer = inet_addr("10.9.0.1"), ms = 500;
	uint8_t mac[6] = { 2, 2, 3, 4, 5, 6 };
	int fds[2], ifindex;
	double begin;
	long fd;

	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	CHECK_EQ(lkl_sys_connect(fd, (void *)&in, sizeof(in)),
		 -LKL_ECONNREFUSED, "nobody listens");
	in = in4("192.0.2.1", PORT);
	CHECK_EQ(lkl_sys_connect(fd, (void *)&in, sizeof(in)),
		 -LKL_ENETUNREACH, "no way there");
	lkl_sys_close(fd);

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	ifindex = if_setup(NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]),
			   "10.9.0.2", 24);
	lkl_add_neighbor(ifindex, LKL_AF_INET, &peer, mac);
	in = in4("10.9.0.1", PORT);
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	lkl_sys_setsockopt(fd, LKL_IPPROTO_TCP, LKL_TCP_USER_TIMEOUT,
			   (void *)&ms, sizeof(ms));
	begin = now();
	CHECK_EQ(lkl_sys_connect(fd, (void *)&in, sizeof(in)),
		 -LKL_ETIMEDOUT, "nobody answers");
	CHECK(now() - begin >= 0.49, "for as long as was said");
	lkl_sys_close(fd);
}

int main(void)
{
	KTAP_PLAN(5 + 4 + 4 + 1);
	/* Would end the program, were it the host's. */
	signal(SIGPIPE, SIG_DFL);
	boot("mem=64M");
	lkl_if_up(1);
	test_full();
	test_reset();
	test_nobody();
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel lives until it is halted");
	return KTAP_END();
}
