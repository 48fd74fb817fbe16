// SPDX-License-Identifier: GPL-2.0
/*
 * What a kernel with a mounted disk and nothing to do costs: host threads that
 * are not the program's, and processor time.
 */
#include <dirent.h>
#include <unistd.h>

#include "kernel.h"

#define SETTLE_S	7
#define IDLE_S		10

static int count_threads(void)
{
	DIR *dir = opendir("/proc/self/task");
	struct dirent *e;
	int nr = 0;

	if (!dir)
		bench_die("/proc/self/task", 0);
	while ((e = readdir(dir)))
		nr += e->d_name[0] != '.';
	closedir(dir);
	return nr;
}

int main(void)
{
	uint64_t cpu_ns, wall_ns;

	bench_boot("quiet");
	bench_mount(bench_image(64));
	/* what was written at mount is written back by then */
	sleep(SETTLE_S);
	cpu_ns = bench_ns(CLOCK_PROCESS_CPUTIME_ID);
	wall_ns = bench_now_ns();
	sleep(IDLE_S);
	cpu_ns = bench_ns(CLOCK_PROCESS_CPUTIME_ID) - cpu_ns;
	wall_ns = bench_now_ns() - wall_ns;
	bench_print_one("idle.threads", "threads", count_threads() - 1);
	bench_print_one("idle.cpu", "%", 100.0 * cpu_ns / wall_ns);
	bench_umount();
	bench_halt();
	return 0;
}
