/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Two kernels of this process, connected by a socket pair, and TCP streams
 * between them or over the loopback of the host.
 */
#ifndef LKL_BENCH_PAIR_H
#define LKL_BENCH_PAIR_H

#include <arpa/inet.h>
#include <pthread.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#include "kernel.h"
#include "thread.h"

#define CHUNK	65536
#define BYTES	(512UL << 20)

/* A kernel, or the host. */
struct end {
	int is_host;
	struct lkl *kernel;
	long listener, fd;
};

static long end_call(const struct end *e, long host_no, long lkl_no, long *p)
{
	long ret;

	if (e->kernel)
		return lkl_kernel_syscall(e->kernel, lkl_no, p);
	if (!e->is_host)
		return lkl_syscall(lkl_no, p);
	ret = syscall(host_no, p[0], p[1], p[2], p[3], p[4], p[5]);
	return ret < 0 ? -errno : ret;
}

#define CALL(e, name, ...) \
	end_call(e, SYS_##name, __lkl__NR_##name, (long [6]) { __VA_ARGS__ })

static void *receive(void *arg)
{
	static __thread char data[CHUNK];
	struct end *e = arg;
	uint64_t left = BYTES;
	long got;

	while (left) {
		got = CALL(e, recvfrom, e->fd, (long)data,
			   left < CHUNK ? left : CHUNK, 0, 0, 0);
		if (got <= 0)
			bench_die("recv", got ? got : -EPIPE);
		left -= got;
	}
	return NULL;
}

static UNUSED double stream(struct end *from, struct end *to)
{
	static char data[CHUNK];
	uint64_t start_ns = bench_now_ns();
	pthread_t thread = bench_thread(receive, to);
	uint64_t left;

	for (left = BYTES; left; left -= CHUNK) {
		long sent = 0, ret;

		for (; sent < CHUNK; sent += ret)
			ret = bench_must(CALL(from, sendto, from->fd,
					      (long)data + sent, CHUNK - sent,
					      0, 0, 0), "send");
	}
	pthread_join(thread, NULL);
	return BYTES * 8.0 / (bench_now_ns() - start_ns);
}

/* By a port that is free: the host's may be in use, or have been just now. */
static UNUSED void connect_ends(struct end *from, struct end *to,
				const char *ip)
{
	struct sockaddr_in in = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = inet_addr(ip),
	};
	unsigned int bytes = sizeof(in);

	to->listener = bench_must(CALL(to, socket, AF_INET, SOCK_STREAM, 0),
				  "socket");
	bench_must(CALL(to, bind, to->listener, (long)&in, sizeof(in)), "bind");
	bench_must(CALL(to, listen, to->listener, 1), "listen");
	bench_must(CALL(to, getsockname, to->listener, (long)&in, (long)&bytes),
		   "getsockname");
	from->fd = bench_must(CALL(from, socket, AF_INET, SOCK_STREAM, 0),
			      "socket");
	bench_must(CALL(from, connect, from->fd, (long)&in, sizeof(in)),
		   "connect");
	to->fd = bench_must(CALL(to, accept, to->listener, 0, 0), "accept");
}

/* A function of a kernel: of another, or of the one we are linked with. */
#define IN(k, name) \
	((k) ? (__typeof__(&name))lkl_kernel_symbol(k, #name) : name)

static UNUSED void start_kernel(struct lkl *k, int fd, const char *ip)
{
	struct lkl_netdev_options net = {
		.size = sizeof(net),
		.from = LKL_NETDEV_FD,
		.fd = fd,
		.vnet_hdr = 1,
	};
	int index, id;

	bench_must(IN(k, lkl_start_kernel)("quiet mem=256M"), "start");
	id = bench_must(IN(k, lkl_netdev_open)(&net), "interface");
	index = bench_must(IN(k, lkl_netdev_get_ifindex)(id), "ifindex");
	bench_must(IN(k, lkl_if_set_ipv4)(index, inet_addr(ip), 24), "ip");
	bench_must(IN(k, lkl_if_up)(index), "up");
}

/* Both, as 10.0.0.1 and 10.0.0.2. Return: the other. */
static UNUSED struct lkl *start_both(void)
{
	struct lkl *other;
	int fds[2], err;

	bench_must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), "socketpair");
	other = lkl_load(NULL, &err);
	bench_must(err, "lkl_load");
	start_kernel(NULL, fds[0], "10.0.0.1");
	start_kernel(other, fds[1], "10.0.0.2");
	return other;
}

#endif
