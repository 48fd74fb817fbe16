// SPDX-License-Identifier: GPL-2.0
/*
 * Many TCP connections: requests and answers of 1 KiB over 1000 of them, and
 * how many are opened and closed a second. Ratios are of speed: more is better.
 */
#include "net.h"

#define CONNECTIONS	1000
#define MESSAGE		1024
#define ROUNDS		11
#define OPENS		500

static double requests(const struct net_side *s, const long *fds)
{
	static char data[MESSAGE];
	uint64_t start_ns = bench_now_ns();
	int i;

	for (i = 0; i < CONNECTIONS; i++)
		net_send(s, fds[i], data, MESSAGE);
	for (i = 0; i < CONNECTIONS; i++)
		net_recv(s, fds[i], data, MESSAGE);
	return CONNECTIONS / ((bench_now_ns() - start_ns) / 1e9);
}

static double opens(const struct net_side *s)
{
	uint64_t start_ns = bench_now_ns();
	struct linger now = { .l_onoff = 1 };
	char byte = 0;
	long fd;
	int i;

	/* Reset at the end: ports are not to wait for a minute. */
	for (i = 0; i < OPENS; i++) {
		fd = net_connect(s, NET_ECHO, 1);
		net_send(s, fd, &byte, 1);
		net_recv(s, fd, &byte, 1);
		NET_CALL(s, setsockopt, fd, SOL_SOCKET, SO_LINGER, (long)&now,
			 sizeof(now));
		NET_CALL(s, close, fd);
	}
	return OPENS / ((bench_now_ns() - start_ns) / 1e9);
}

static void print(const char *name, double *native, double *lkl)
{
	double ratio[ROUNDS];
	int i;

	for (i = 0; i < ROUNDS; i++)
		ratio[i] = lkl[i] / native[i];
	bench_print(name, ".lkl", "1/s", lkl, ROUNDS);
	bench_print(name, ".native", "1/s", native, ROUNDS);
	bench_print(name, ".ratio", "x", ratio, ROUNDS);
}

int main(void)
{
	static long native_fds[CONNECTIONS], lkl_fds[CONNECTIONS];
	double native[ROUNDS], lkl[ROUNDS];
	struct rlimit limit = { 8192, 8192 };
	int i;

	setrlimit(RLIMIT_NOFILE, &limit);
	net_start(0);
	net_boot("mem=256M quiet");
	bench_must(lkl_set_fd_limit(4096), "descriptors");
	for (i = 0; i < CONNECTIONS; i++) {
		native_fds[i] = net_connect(&net_native, NET_ECHO, MESSAGE);
		lkl_fds[i] = net_connect(&net_lkl, NET_ECHO, MESSAGE);
	}
	requests(&net_native, native_fds);
	requests(&net_lkl, lkl_fds);
	for (i = 0; i < ROUNDS; i++) {
		native[i] = requests(&net_native, native_fds);
		lkl[i] = requests(&net_lkl, lkl_fds);
	}
	print("net_requests", native, lkl);
	for (i = 0; i < ROUNDS; i++) {
		native[i] = opens(&net_native);
		lkl[i] = opens(&net_lkl);
	}
	print("net_opens", native, lkl);
	net_stop();
	return 0;
}
