/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Figures that need a fresh kernel each: a program runs itself, or the same
 * one of another build, with an argument, and reads numbers from it.
 */
#ifndef LKL_BENCH_CHILD_H
#define LKL_BENCH_CHILD_H

#include <stdbool.h>
#include <unistd.h>

#include "bench.h"

#define CHILD_SELF	"/proc/self/exe"

/* @program says @nr numbers on its standard output. */
static UNUSED void child_run(const char *program, const char *arg,
			     double *numbers, int nr)
{
	char self[512] = "", command[1200];
	FILE *out;
	int i;

	if (!strcmp(program, CHILD_SELF)) {
		bench_must(readlink(CHILD_SELF, self, sizeof(self) - 1),
			   CHILD_SELF);
		program = self;
	}
	snprintf(command, sizeof(command), "exec '%s' %s", program, arg);
	out = popen(command, "r");
	if (!out)
		bench_die(program, 0);
	for (i = 0; i < nr; i++) {
		if (fscanf(out, "%lf", &numbers[i]) != 1)
			break;
	}
	if (pclose(out) || i < nr)
		bench_die(command, -EIO);
}

/*
 * The same program of a build whose contexts are host threads, or NULL:
 * LKL_BENCH_THREAD is the folder of its benchmarks.
 */
static UNUSED const char *child_of_thread_build(void)
{
	static char path[512];
	const char *dir = getenv("LKL_BENCH_THREAD");

	if (!dir || !*dir)
		return NULL;
	snprintf(path, sizeof(path), "%s/%s", dir,
		 program_invocation_short_name);
	return path;
}

#endif
