// SPDX-License-Identifier: GPL-2.0
/*
 * A system call that does nothing, one thread.
 */
#include <unistd.h>

#include "kernel.h"

static void native_getppid(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		getppid();
}

static void lkl_getppid(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		lkl_sys_getppid();
}

int main(void)
{
	bench_boot("quiet");
	bench_compare("null", native_getppid, NULL, lkl_getppid, NULL);
	bench_halt();
	return 0;
}
