// SPDX-License-Identifier: GPL-2.0
/*
 * What an interface that is up and has nothing to do costs in processor time.
 */
#include "net.h"

#define SETTLE_S	7
#define IDLE_S		10

int main(void)
{
	uint64_t cpu_ns, wall_ns;

	net_start(0);
	net_boot("mem=64M quiet");
	/* Address detection, and what else goes on after switching on. */
	sleep(SETTLE_S);
	cpu_ns = bench_ns(CLOCK_PROCESS_CPUTIME_ID);
	wall_ns = bench_now_ns();
	sleep(IDLE_S);
	cpu_ns = bench_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu_ns;
	wall_ns = bench_now_ns() - wall_ns;
	bench_print_one("net_idle.cpu", "%", 100.0 * cpu_ns / wall_ns);
	net_stop();
	return 0;
}
