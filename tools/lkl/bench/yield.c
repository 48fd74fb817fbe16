// SPDX-License-Identifier: GPL-2.0
/*
 * sched_yield() with nobody to yield to.
 */
#include <sched.h>

#include "kernel.h"

static void native_yield(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		sched_yield();
}

static void lkl_yield(void *arg, unsigned long nr)
{
	(void)arg;
	while (nr--)
		lkl_sys_sched_yield();
}

int main(void)
{
	bench_boot("quiet");
	bench_compare("yield", native_yield, NULL, lkl_yield, NULL);
	bench_halt();
	return 0;
}
