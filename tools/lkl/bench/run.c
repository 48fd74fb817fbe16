// SPDX-License-Identifier: GPL-2.0
/*
 * A program that gives the kernel no threads, and drives it from its own event
 * loop: what it costs to call lkl_run() when there is nothing to do, and to
 * send a datagram over the loopback and take it; on the host, by epoll.
 */
#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <asm/host_ops.h>

#include "kernel.h"

#define BYTES	64

static int host_ep;
static long host_fd, lkl_fd;
static struct sockaddr_in host_addr, lkl_addr;

static void host_nothing(void *arg, unsigned long nr)
{
	struct epoll_event ev;

	(void)arg;
	while (nr--)
		bench_must(epoll_wait(host_ep, &ev, 1, 0), "epoll_wait");
}

static void lkl_nothing(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		lkl_run();
}

static void host_datagram(void *arg, unsigned long nr)
{
	struct epoll_event ev;
	char data[BYTES] = "";

	(void)arg;
	while (nr--) {
		bench_must(sendto(host_fd, data, BYTES, 0, (void *)&host_addr,
				  sizeof(host_addr)), "sendto");
		bench_must(epoll_wait(host_ep, &ev, 1, 0), "epoll_wait");
		bench_must(recv(host_fd, data, BYTES, MSG_DONTWAIT), "recv");
	}
}

static void lkl_datagram(void *arg, unsigned long nr)
{
	char data[BYTES] = "";

	(void)arg;
	while (nr--) {
		bench_must(lkl_sys_sendto(lkl_fd, data, BYTES, 0,
					  (void *)&lkl_addr,
					  sizeof(lkl_addr)), "sendto");
		lkl_run();
		bench_must(lkl_sys_recv(lkl_fd, data, BYTES,
					LKL_MSG_DONTWAIT), "recv");
	}
}

static void open_host(void)
{
	struct epoll_event ev = { .events = EPOLLIN };
	socklen_t bytes = sizeof(host_addr);

	host_addr.sin_family = AF_INET;
	host_addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	host_fd = bench_must(socket(AF_INET, SOCK_DGRAM, 0), "socket");
	bench_must(bind(host_fd, (void *)&host_addr, bytes), "bind");
	bench_must(getsockname(host_fd, (void *)&host_addr, &bytes), "name");
	host_ep = bench_must(epoll_create1(0), "epoll_create1");
	bench_must(epoll_ctl(host_ep, EPOLL_CTL_ADD, host_fd, &ev),
		   "epoll_ctl");
}

static void open_lkl(void)
{
	struct lkl_host_table table = *lkl_posix_table();

	table.thread_create = NULL;
	table.thread_join = NULL;
	bench_must(lkl_init_table(&table), "lkl_init_table");
	bench_must(lkl_start_kernel("quiet mem=64M loglevel=0"), "start");
	bench_must(lkl_if_up(1), "lo");
	lkl_addr = host_addr;
	lkl_fd = bench_must(lkl_sys_socket(LKL_AF_INET, LKL_SOCK_DGRAM, 0),
			    "socket");
	bench_must(lkl_sys_bind(lkl_fd, (void *)&lkl_addr, sizeof(lkl_addr)),
		   "bind");
}

int main(void)
{
	open_host();
	open_lkl();
	bench_compare("run_nothing", host_nothing, NULL, lkl_nothing, NULL);
	bench_compare("run_datagram", host_datagram, NULL, lkl_datagram, NULL);
	bench_must(lkl_sys_halt(), "lkl_sys_halt");
	return 0;
}
