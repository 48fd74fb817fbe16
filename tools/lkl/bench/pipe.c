// SPDX-License-Identifier: GPL-2.0
/*
 * A byte written to a pipe and read back by the same thread.
 */
#include <unistd.h>

#include "kernel.h"

static void native_pipe(void *arg, unsigned long nr)
{
	int *fds = arg;
	char byte = 0;

	while (nr--) {
		if (write(fds[1], &byte, 1) != 1 || read(fds[0], &byte, 1) != 1)
			bench_die("native pipe", 0);
	}
}

static void lkl_pipe(void *arg, unsigned long nr)
{
	int *fds = arg;
	char byte = 0;

	while (nr--) {
		if (lkl_sys_write(fds[1], &byte, 1) != 1 ||
		    lkl_sys_read(fds[0], &byte, 1) != 1)
			bench_die("pipe", -EIO);
	}
}

int main(void)
{
	int native[2], lkl[2];

	bench_boot("quiet");
	bench_must(pipe(native), "native pipe");
	bench_must(lkl_sys_pipe(lkl), "pipe");
	bench_compare("pipe", native_pipe, native, lkl_pipe, lkl);
	bench_halt();
	return 0;
}
