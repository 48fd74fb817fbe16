// SPDX-License-Identifier: GPL-2.0
/*
 * Two kernels in one process, connected by a socket pair: how much a congestion
 * control gets through a network that delays and loses packets.
 *
 * usage: two_kernels [CONTROL [NETEM]]		bbr "delay 10ms loss 1%"
 */
#include <arpa/inet.h>
#include <lkl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define BYTES	(16L << 20)

/* A function of a kernel: of another, or of the one we are linked with. */
#define IN(k, name) \
	((k) ? (__typeof__(&name))lkl_kernel_symbol(k, #name) : name)
/* The same call in either kernel. */
#define CALL(k, name, ...) IN(k, lkl_syscall)(__lkl__NR_##name, \
					      (long [6]) { __VA_ARGS__ })

static struct lkl *other;
static struct lkl_sockaddr_in addr = { .sin_family = LKL_AF_INET };

static void must(long ret, const char *what)
{
	if (ret < 0)
		lkl_perror((char *)what, ret);
	if (ret < 0)
		exit(1);
}

static void *receive(void *arg)
{
	static char data[1 << 16];
	long fd = CALL(other, accept, *(long *)arg, 0, 0);

	while (CALL(other, recvfrom, fd, (long)data, sizeof(data), 0, 0, 0) > 0)
		;
	return NULL;
}

static void transfer(const char *control)
{
	static char data[1 << 16];
	long fd, listener, left;
	pthread_t thread;

	listener = CALL(other, socket, LKL_AF_INET, LKL_SOCK_STREAM, 0);
	must(CALL(other, bind, listener, (long)&addr, sizeof(addr)), "bind");
	must(CALL(other, listen, listener, 1), "listen");
	pthread_create(&thread, NULL, receive, &listener);
	fd = lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	must(lkl_sys_setsockopt(fd, 6, 13, (char *)control, strlen(control)),
	     control);
	must(lkl_sys_connect(fd, (void *)&addr, sizeof(addr)), "connect");
	for (left = BYTES; left > 0; left -= sizeof(data))
		must(lkl_sys_send(fd, data, sizeof(data), 0), "send");
	lkl_sys_close(fd);
	pthread_join(thread, NULL);
}

static double now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec + ts.tv_nsec / 1e9;
}

/* Start a kernel whose interface is @fd. Return: the interface. */
static int start(struct lkl *k, int fd, const char *ip)
{
	struct lkl_netdev_options net = {
		.size = sizeof(net), .from = LKL_NETDEV_FD, .fd = fd,
		.vnet_hdr = 1 };
	int index, id = IN(k, lkl_netdev_open)(&net);

	must(id, "interface");
	must(IN(k, lkl_start_kernel)("quiet mem=128M"), "start");
	index = IN(k, lkl_netdev_get_ifindex)(id);
	must(IN(k, lkl_if_set_ipv4)(index, inet_addr(ip), 24), ip);
	must(IN(k, lkl_if_up)(index), "up");
	return index;
}

int main(int argc, char **argv)
{
	const char *control = argc > 1 ? argv[1] : "bbr";
	int fds[2], err;
	char qdisc[128];
	double begin;

	snprintf(qdisc, sizeof(qdisc), "netem %s limit 100000",
		 argc > 2 ? argv[2] : "delay 10ms loss 1%");
	must(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds), "socketpair");
	other = lkl_load(NULL, &err);
	must(err, "lkl_load");
	start(other, fds[1], "10.0.0.2");
	must(lkl_qdisc_add(start(NULL, fds[0], "10.0.0.1"), "root", qdisc),
	     qdisc);
	addr.sin_addr.s_addr = inet_addr("10.0.0.2");
	addr.sin_port = htons(5000);

	begin = now();
	transfer(control);
	printf("%s, %s: %.1f Mbit/s\n", control, qdisc,
	       BYTES * 8 / 1e6 / (now() - begin));
	lkl_kernel_halt(other);
	lkl_sys_halt();
	return 0;
}
