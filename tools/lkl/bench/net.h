/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network that is measured: a server of the host in a network namespace of
 * its own, which a client of the host reaches by a veth pair, and the kernel by
 * a tap.
 */
#ifndef LKL_BENCH_NET_H
#define LKL_BENCH_NET_H

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>

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

/* The server: one thread, one epoll, connections of a few kinds. */
struct net_conn {
	int fd;
	struct net_order order;
	uint32_t got;
	uint64_t left;
};

static char net_data[NET_CHUNK];

static void net_server_close(struct net_conn *c)
{
	close(c->fd);
	free(c);
}

/* As much of a stream as there is. Return: 0 at its end. */
static int net_server_stream(struct net_conn *c)
{
	uint64_t part = c->left < NET_CHUNK ? c->left : NET_CHUNK;
	ssize_t ret;

	ret = c->order.job == NET_SINK ? recv(c->fd, net_data, part, 0) :
					 send(c->fd, net_data, part,
					      MSG_NOSIGNAL);
	if (ret <= 0)
		return 0;
	c->left -= ret;
	if (c->left)
		return 1;
	if (c->order.job == NET_SINK)
		send(c->fd, net_data, 1, MSG_NOSIGNAL);
	return 0;
}

static int net_server_echo(struct net_conn *c)
{
	ssize_t ret = recv(c->fd, net_data, c->order.amount - c->got, 0);

	if (ret <= 0)
		return 0;
	c->got += ret;
	if (c->got < c->order.amount)
		return 1;
	c->got = 0;
	return send(c->fd, net_data, c->order.amount, MSG_NOSIGNAL) > 0;
}

static int net_server_ready(struct net_conn *c)
{
	if (!c->order.amount) {
		if (recv(c->fd, &c->order, sizeof(c->order), MSG_WAITALL) !=
		    sizeof(c->order) || !c->order.amount)
			return 0;
		c->left = (uint64_t)c->order.amount << 10;
		if (c->order.job != NET_SOURCE)
			return 1;
	}
	if (c->order.job == NET_ECHO)
		return net_server_echo(c);
	if (c->order.job == NET_SINK)
		return net_server_stream(c);
	while (net_server_stream(c))
		;
	return 0;
}

static void net_server_accept(int ep, int listener)
{
	struct net_conn *c = calloc(1, sizeof(*c));
	struct epoll_event ev = { .events = EPOLLIN, .data.ptr = c };
	int one = 1;

	c->fd = accept(listener, NULL, NULL);
	setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
	epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
}

static void __attribute__((noreturn)) net_server(int listener)
{
	struct epoll_event ev = { .events = EPOLLIN }, events[64];
	int ep = epoll_create1(0), i, nr;

	epoll_ctl(ep, EPOLL_CTL_ADD, listener, &ev);
	for (;;) {
		nr = epoll_wait(ep, events, 64, -1);
		for (i = 0; i < nr; i++) {
			if (!events[i].data.ptr)
				net_server_accept(ep, listener);
			else if (!net_server_ready(events[i].data.ptr))
				net_server_close(events[i].data.ptr);
		}
	}
}

static void net_pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	sched_setaffinity(0, sizeof(set), &set);
}

static UNUSED void net_host(const char *command)
{
	char line[1024];

	snprintf(line, sizeof(line), "PATH=$PATH:/sbin:/usr/sbin; { %s; } "
		 ">/dev/null 2>&1", command);
	if (system(line))
		bench_die(command, -EIO);
}

static pid_t net_server_pid;
static int net_tap;

/* The client is on the first CPU that there is, the server on the next. */
static int net_cpus[2];

static void net_find_cpus(void)
{
	cpu_set_t set;
	int cpu, nr = 0;

	sched_getaffinity(0, sizeof(set), &set);
	for (cpu = 0; cpu < CPU_SETSIZE && nr < 2; cpu++) {
		if (CPU_ISSET(cpu, &set))
			net_cpus[nr++] = cpu;
	}
	if (nr < 2)
		net_cpus[1] = net_cpus[0];
}

static int net_open_tap(void)
{
	struct lkl_netdev_options options = {
		.size = sizeof(options),
		.from = LKL_NETDEV_TAP,
		.name = "tap0",
		.no_offload = getenv("NET_NO_OFFLOAD") ?
			LKL_NETDEV_OFFLOAD_TX | LKL_NETDEV_OFFLOAD_RX : 0,
	};

	return bench_must(lkl_netdev_open(&options), "tap0");
}

/* Both namespaces, and the server in one of them; we end up in the other. */
static UNUSED void net_start(int no_offload)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_port = htons(NET_PORT),
	};
	int listener, server_ns, one = 1;

	if (geteuid() || unshare(CLONE_NEWNET)) {
		fprintf(stderr, "%s: needs root and network namespaces\n",
			program_invocation_short_name);
		exit(0);
	}
	net_find_cpus();
	net_host("ip link set lo up");
	net_host("ip tuntap add tap0 mode tap; "
		 "ip addr add 10.2.0.1/24 dev tap0; ip link set tap0 up");
	server_ns = bench_must(open("/proc/self/ns/net", O_RDONLY), "ns");
	listener = bench_must(socket(AF_INET, SOCK_STREAM, 0), "socket");
	setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one));
	bench_must(setsockopt(listener, IPPROTO_TCP, TCP_CONGESTION,
			      NET_CONGESTION, sizeof(NET_CONGESTION)),
		   NET_CONGESTION);
	bench_must(bind(listener, (struct sockaddr *)&in, sizeof(in)), "bind");
	bench_must(listen(listener, 4096), "listen");
	if (no_offload)
		setenv("NET_NO_OFFLOAD", "1", 1);
	net_tap = net_open_tap();
	net_server_pid = fork();
	if (!net_server_pid) {
		net_pin(net_cpus[1]);
		net_server(listener);
	}
	close(listener);
	bench_must(unshare(CLONE_NEWNET), "unshare");
	net_host("ip link add v0 type veth peer name v1");
	snprintf(net_data, sizeof(net_data), "ip link set v1 netns %d && "
		 "ip addr add 10.1.0.2/24 dev v0 && ip link set v0 up && "
		 "nsenter -t %d -n sh -c 'ip addr add 10.1.0.1/24 dev v1 && "
		 "ip link set v1 up'", net_server_pid, net_server_pid);
	net_host(net_data);
	if (no_offload) {
		snprintf(net_data, sizeof(net_data),
			 "ethtool -K v0 tx off tso off gso off gro off && "
			 "nsenter -t %d -n ethtool -K v1 tx off tso off "
			 "gso off gro off", net_server_pid);
		net_host(net_data);
	}
	close(server_ns);
}

static UNUSED void net_boot(const char *cmdline)
{
	int ifindex;

	bench_boot(cmdline);
	ifindex = bench_must(lkl_netdev_get_ifindex(net_tap), "ifindex");
	bench_must(lkl_if_set_ipv4(ifindex, inet_addr("10.2.0.2"), 24),
		   "address");
	bench_must(lkl_if_up(ifindex), "up");
}

static UNUSED void net_stop(void)
{
	bench_halt();
	kill(net_server_pid, SIGKILL);
	waitpid(net_server_pid, NULL, 0);
}

static UNUSED double net_cpu_us(void)
{
	return bench_ns(CLOCK_PROCESS_CPUTIME_ID) / 1000.0;
}

#endif
