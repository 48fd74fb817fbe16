// SPDX-License-Identifier: GPL-2.0
/*
 * A TCP stream between two kernels of this process, connected by a socket pair,
 * against one over the loopback of the host.
 */
#include "pair.h"

#define ROUNDS	9

int main(void)
{
	struct end native[2] = { { .is_host = 1 }, { .is_host = 1 } };
	double host[ROUNDS], lkl[ROUNDS], ratio[ROUNDS];
	struct end one = { 0 }, other = { .kernel = start_both() };
	int i;

	connect_ends(&one, &other, "10.0.0.2");
	connect_ends(&native[0], &native[1], "127.0.0.1");
	stream(&native[0], &native[1]);
	stream(&one, &other);
	for (i = 0; i < ROUNDS; i++) {
		host[i] = stream(&native[0], &native[1]);
		lkl[i] = stream(&one, &other);
		ratio[i] = lkl[i] / host[i];
	}
	bench_print("net_pair", ".lkl", "Gbit/s", lkl, ROUNDS);
	bench_print("net_pair", ".native", "Gbit/s", host, ROUNDS);
	bench_print("net_pair", ".ratio", "x", ratio, ROUNDS);
	lkl_kernel_halt(other.kernel);
	lkl_sys_halt();
	return 0;
}
