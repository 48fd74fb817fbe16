/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The network that is measured: a server of the host in a network namespace of
 * its own, which a client of the host reaches by a veth pair, and the kernel by
 * a tap.
 */
#ifndef LKL_BENCH_NET_H
#define LKL_BENCH_NET_H

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "net_client.h"
#include "net_server.h"

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
	/* Room for the answers of all connections, as a veth pair has. */
	net_host("ip tuntap add tap0 mode tap; "
		 "ip addr add 10.2.0.1/24 dev tap0; "
		 "ip link set tap0 txqueuelen 4000 up");
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
