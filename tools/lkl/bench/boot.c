// SPDX-License-Identifier: GPL-2.0
/*
 * A program that boots the kernel and makes one system call: its processor time
 * and memory up to there, all of the process included.
 */
#include <unistd.h>

#include "child.h"
#include "kernel.h"

#define ROUNDS	11

/* A line of /proc/self/status in MB of 10^6 bytes. */
static double status_mb(const char *name)
{
	FILE *file = fopen("/proc/self/status", "r");
	char line[256];
	long kib = -1;

	if (!file)
		bench_die("/proc/self/status", 0);
	while (kib < 0 && fgets(line, sizeof(line), file)) {
		if (!strncmp(line, name, strlen(name)))
			kib = atol(line + strlen(name) + 1);
	}
	fclose(file);
	return kib * 1024 / 1e6;
}

static int boot_once(void)
{
	uint64_t start_ns = bench_now_ns(), wall_ns, cpu_ns;

	bench_boot("quiet");
	bench_must(lkl_sys_getpid(), "getpid");
	wall_ns = bench_now_ns() - start_ns;
	cpu_ns = bench_ns(CLOCK_PROCESS_CPUTIME_ID);
	printf("%f %f %f %f\n", cpu_ns / 1e6, wall_ns / 1e6,
	       status_mb("VmRSS"), status_mb("VmHWM"));
	start_ns = bench_now_ns();
	bench_halt();
	printf("%f\n", (bench_now_ns() - start_ns) / 1e6);
	return 0;
}

int main(int argc, char *argv[])
{
	double cpu[ROUNDS], wall[ROUNDS], rss[ROUNDS], peak[ROUNDS];
	double halt[ROUNDS], got[5];
	int i;

	(void)argv;
	if (argc > 1)
		return boot_once();
	for (i = 0; i < ROUNDS; i++) {
		child_run(CHILD_SELF, "once", got, 5);
		cpu[i] = got[0];
		wall[i] = got[1];
		rss[i] = got[2];
		peak[i] = got[3];
		halt[i] = got[4];
	}
	bench_print("boot", ".cpu", "ms", cpu, ROUNDS);
	bench_print("boot", ".wall", "ms", wall, ROUNDS);
	bench_print("boot", ".rss", "MB", rss, ROUNDS);
	bench_print("boot", ".peak_rss", "MB", peak, ROUNDS);
	bench_print("boot", ".halt_wall", "ms", halt, ROUNDS);
	return 0;
}
