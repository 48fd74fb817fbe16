// SPDX-License-Identifier: GPL-2.0
/*
 * One TCP stream in pieces of 64 KiB, to a server and from it, with offloads
 * and without. Ratios are of speed: more is better.
 */
#include "net.h"

#define ROUNDS	11
#define BYTES	(256U << 20)

static double gbits(const struct net_side *s, enum net_job job, uint32_t bytes)
{
	static char data[NET_CHUNK];
	uint64_t start_ns;
	long fd;

	fd = net_connect(s, job, bytes >> 10);
	start_ns = bench_now_ns();
	if (job == NET_SOURCE) {
		uint32_t left = bytes;
		long got;

		while (left) {
			got = NET_CALL(s, recvfrom, fd, (long)data,
				       sizeof(data), 0, 0, 0);
			if (got <= 0)
				bench_die("recv", got ? got : -EPIPE);
			left -= got;
		}
	} else {
		uint32_t left = bytes;

		for (; left; left -= sizeof(data))
			net_send(s, fd, data, sizeof(data));
		net_recv(s, fd, data, 1);
	}
	NET_CALL(s, close, fd);
	return bytes * 8.0 / (bench_now_ns() - start_ns);
}

static void compare(const char *name, enum net_job job, uint32_t bytes)
{
	double native[ROUNDS], lkl[ROUNDS], ratio[ROUNDS];
	int i;

	gbits(&net_native, job, bytes / 4);
	gbits(&net_lkl, job, bytes / 4);
	for (i = 0; i < ROUNDS; i++) {
		native[i] = gbits(&net_native, job, bytes);
		lkl[i] = gbits(&net_lkl, job, bytes);
		ratio[i] = lkl[i] / native[i];
	}
	bench_print(name, ".lkl", "Gbit/s", lkl, ROUNDS);
	bench_print(name, ".native", "Gbit/s", native, ROUNDS);
	bench_print(name, ".ratio", "x", ratio, ROUNDS);
}

/* A process for each, since a kernel starts once. */
static void measure(int no_offload)
{
	pid_t pid = fork();
	int status;

	if (pid) {
		waitpid(pid, &status, 0);
		if (status)
			exit(1);
		return;
	}
	net_start(no_offload);
	/* Limits of buffers come from its size: 2 MiB; the host has more. */
	net_boot("mem=256M quiet");
	if (no_offload) {
		compare("net_send_plain", NET_SINK, BYTES / 4);
		compare("net_recv_plain", NET_SOURCE, BYTES / 4);
	} else {
		compare("net_send", NET_SINK, BYTES);
		compare("net_recv", NET_SOURCE, BYTES);
	}
	net_stop();
	exit(0);
}

int main(void)
{
	measure(0);
	measure(1);
	return 0;
}
