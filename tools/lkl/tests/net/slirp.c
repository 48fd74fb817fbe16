// SPDX-License-Identifier: GPL-2.0
/*
 * libslirp: the host's network for a program without rights, and ports of the
 * host that lead inside.
 */
#include "net.h"

#include <sys/resource.h>

/* The gateway stands for the host's loopback. */
static int to_host(uint64_t bytes)
{
	int port = free_port(SOCK_STREAM);

	return tcp_by(&on_lkl, &on_host, in4("127.0.0.1", port),
		      in4("10.0.2.2", port), bytes);
}

static int from_host(int port, uint64_t bytes)
{
	return tcp_by(&on_host, &on_lkl, in4("0.0.0.0", 80),
		      in4("127.0.0.1", port), bytes);
}

static double cpu_ms(void)
{
	struct rusage ru;

	getrusage(RUSAGE_SELF, &ru);
	return ru.ru_utime.tv_sec * 1e3 + ru.ru_utime.tv_usec / 1e3 +
	       ru.ru_stime.tv_sec * 1e3 + ru.ru_stime.tv_usec / 1e3;
}

int main(void)
{
	char forward[64];
	int port = free_port(SOCK_STREAM), udp_port = free_port(SOCK_DGRAM);
	int id, ifindex;
	double before;

	/* It works for everybody, and so must the test. */
	if (!geteuid() && setresuid(65534, 65534, 65534))
		KTAP_BAIL("setresuid");
	boot("mem=64M");
	snprintf(forward, sizeof(forward), "tcp:%d:80 udp:127.0.0.1:%d:53",
		 port, udp_port);
	id = NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward = forward);
	if (id == -LKL_ENOSYS)
		KTAP_SKIP_ALL("package: libslirp is missing (libslirp-dev)");
	KTAP_PLAN(10);
	ifindex = if_setup(id, "10.0.2.15", 24);
	CHECK(ifindex > 0, "an interface");
	CHECK_EQ(lkl_set_ipv4_gateway(inet_addr("10.0.2.2")), 0, "a gateway");
	CHECK(to_host(4 << 20), "TCP to the host");
	CHECK(from_host(port, 4 << 20), "TCP from the host");
	CHECK(udp_by(&on_host, &on_lkl, in4("0.0.0.0", 53),
		     in4("127.0.0.1", udp_port), 1000), "UDP from the host");
	before = cpu_ms();
	sleep(1);
	CHECK(cpu_ms() - before < 100, "it sleeps when there is nothing");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward = forward),
		 -LKL_EADDRINUSE, "a port that is in use");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward =
			     "icmp:1:2"), -LKL_EINVAL, "a bad protocol");
	CHECK_EQ(NETDEV_OPEN(.from = LKL_NETDEV_SLIRP, .forward =
			     "tcp:1:2:3:4:5:6"), -LKL_EINVAL,
		 "too many addresses");
	CHECK_EQ(lkl_netdev_close(id), 0, "close");
	lkl_sys_halt();
	return KTAP_END();
}
