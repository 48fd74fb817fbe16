/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A client of the server that is measured with: the same calls to the host's
 * network stack or to the kernel's.
 */
#ifndef LKL_BENCH_NET_CLIENT_H
#define LKL_BENCH_NET_CLIENT_H

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "kernel.h"

#define NET_PORT	7000
#define NET_CHUNK	65536

/*
 * What both stacks use: hosts whose default is another, such as bbr with its
 * timers, would be compared with what they do not do.
 */
#define NET_CONGESTION	"cubic"

/* What a client sends first: what the server shall do with the connection. */
enum net_job { NET_ECHO, NET_SINK, NET_SOURCE };

struct net_order {
	uint32_t job;
	/* Bytes of a message to echo; bytes of the stream, in units of KiB. */
	uint32_t amount;
};

/* Who makes the client's calls, and the server's address as it sees it. */
struct net_side {
	int is_lkl;
	const char *server;
};

static UNUSED struct net_side net_native = { 0, "10.1.0.1" };
static UNUSED struct net_side net_lkl = { 1, "10.2.0.1" };

static UNUSED long net_call(const struct net_side *s, long host_no,
			    long lkl_no, long *p)
{
	long ret;

	if (s->is_lkl)
		return lkl_syscall(lkl_no, p);
	ret = syscall(host_no, p[0], p[1], p[2], p[3], p[4], p[5]);
	return ret < 0 ? -errno : ret;
}

#define NET_CALL(s, name, ...) \
	net_call(s, SYS_##name, __lkl__NR_##name, (long [6]) { __VA_ARGS__ })

static UNUSED void net_send(const struct net_side *s, long fd,
			    const void *data, size_t bytes)
{
	size_t sent = 0;
	long ret;

	while (sent < bytes) {
		ret = NET_CALL(s, sendto, fd, (long)data + sent, bytes - sent,
			       MSG_NOSIGNAL, 0, 0);
		if (ret <= 0)
			bench_die("send", ret ? ret : -EPIPE);
		sent += ret;
	}
}

static UNUSED void net_recv(const struct net_side *s, long fd, void *data,
			    size_t bytes)
{
	size_t got = 0;
	long ret;

	while (got < bytes) {
		ret = NET_CALL(s, recvfrom, fd, (long)data + got, bytes - got,
			       0, 0, 0);
		if (ret <= 0)
			bench_die("recv", ret ? ret : -EPIPE);
		got += ret;
	}
}

static UNUSED long net_connect(const struct net_side *s, enum net_job job,
			       uint32_t amount)
{
	struct net_order order = { job, amount };
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(NET_PORT),
		.sin_addr.s_addr = inet_addr(s->server),
	};
	int one = 1;
	long fd;

	fd = bench_must(NET_CALL(s, socket, AF_INET, SOCK_STREAM, 0),
			"socket");
	NET_CALL(s, setsockopt, fd, IPPROTO_TCP, TCP_NODELAY, (long)&one,
		 sizeof(one));
	bench_must(NET_CALL(s, setsockopt, fd, IPPROTO_TCP, TCP_CONGESTION,
			    (long)NET_CONGESTION, sizeof(NET_CONGESTION)),
		   NET_CONGESTION);
	bench_must(NET_CALL(s, connect, fd, (long)&in, sizeof(in)), "connect");
	net_send(s, fd, &order, sizeof(order));
	return fd;
}

#endif
