// SPDX-License-Identifier: GPL-2.0
/*
 * A byte to a server and back, over TCP: how long it takes, and how much
 * processor time of the client. Client and server have a processor each.
 */
#include "net.h"

#define TRIPS	1000
#define ROUNDS	21

struct figures {
	double us, cpu_us;
};

static struct figures trips(const struct net_side *s, long fd)
{
	uint64_t start_ns = bench_now_ns();
	double cpu_us = net_cpu_us();
	struct figures f;
	char byte = 1;
	int i;

	for (i = 0; i < TRIPS; i++) {
		net_send(s, fd, &byte, 1);
		net_recv(s, fd, &byte, 1);
	}
	f.us = (bench_now_ns() - start_ns) / 1000.0 / TRIPS;
	f.cpu_us = (net_cpu_us() - cpu_us) / TRIPS;
	return f;
}

int main(void)
{
	double native[2][ROUNDS], lkl[2][ROUNDS], ratio[2][ROUNDS];
	long native_fd, lkl_fd;
	struct figures f, g;
	int i;

	net_start(0);
	net_pin(net_cpus[0]);
	net_boot("mem=64M quiet");
	native_fd = net_connect(&net_native, NET_ECHO, 1);
	lkl_fd = net_connect(&net_lkl, NET_ECHO, 1);
	trips(&net_native, native_fd);
	trips(&net_lkl, lkl_fd);
	for (i = 0; i < ROUNDS; i++) {
		f = trips(&net_native, native_fd);
		g = trips(&net_lkl, lkl_fd);
		native[0][i] = f.us;
		native[1][i] = f.cpu_us;
		lkl[0][i] = g.us;
		lkl[1][i] = g.cpu_us;
		ratio[0][i] = g.us / f.us;
		ratio[1][i] = g.cpu_us / f.cpu_us;
	}
	bench_print("net_rtt", ".lkl", "us", lkl[0], ROUNDS);
	bench_print("net_rtt", ".native", "us", native[0], ROUNDS);
	bench_print("net_rtt", ".ratio", "x", ratio[0], ROUNDS);
	bench_print("net_rtt_cpu", ".lkl", "us", lkl[1], ROUNDS);
	bench_print("net_rtt_cpu", ".native", "us", native[1], ROUNDS);
	bench_print("net_rtt_cpu", ".ratio", "x", ratio[1], ROUNDS);
	net_stop();
	return 0;
}
