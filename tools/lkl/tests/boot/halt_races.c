// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that start, call and halt at the moment of a halt: one halt
 * succeeds, everything else is refused, and nothing hangs.
 */
#include <lkl.h>

#include "child.h"
#include "ktap.h"
#include "threads.h"

#define ROUNDS		30
#define NR_HALTERS	4
#define NR_CALLERS	8

static int go, nr_halted, nr_bad;

static void wait_for_go(void)
{
	while (!__atomic_load_n(&go, __ATOMIC_ACQUIRE))
		sched_yield();
}

static void count(int *nr)
{
	__atomic_add_fetch(nr, 1, __ATOMIC_RELAXED);
}

static void *halt(void *arg)
{
	long ret;

	(void)arg;
	wait_for_go();
	ret = lkl_sys_halt();
	if (!ret)
		count(&nr_halted);
	else if (ret != -LKL_ENODEV)
		count(&nr_bad);
	return NULL;
}

/* The last calls it makes are its first and the first of its end. */
static void *call(void *arg)
{
	long ret;

	if (arg)
		lkl_sys_getppid();
	wait_for_go();
	do {
		ret = lkl_sys_getpid();
	} while (ret == 1);
	if (ret != -LKL_ENODEV)
		count(&nr_bad);
	return NULL;
}

static int halt_once(void *arg)
{
	pthread_t threads[NR_HALTERS + NR_CALLERS];
	long i;

	(void)arg;
	if (lkl_start_kernel("mem=32M quiet"))
		return 1;
	for (i = 0; i < NR_HALTERS + NR_CALLERS; i++)
		pthread_create(&threads[i], NULL, i < NR_HALTERS ? halt : call,
			       (void *)(i % 2));
	nap_ms(5);
	__atomic_store_n(&go, 1, __ATOMIC_RELEASE);
	for (i = 0; i < NR_HALTERS + NR_CALLERS; i++)
		pthread_join(threads[i], NULL);
	if (nr_bad || lkl_is_running())
		return 2;
	return nr_halted == 1 ? 0 : 3;
}

/* The kernel can be asked to go down by a call, too; halting frees it then. */
static int reboot(void *arg)
{
	long ret;

	(void)arg;
	if (lkl_start_kernel("mem=32M quiet"))
		return 1;
	ret = lkl_sys_reboot((int)LKL_LINUX_REBOOT_MAGIC1,
			     LKL_LINUX_REBOOT_MAGIC2,
			     LKL_LINUX_REBOOT_CMD_POWER_OFF, NULL);
	if (ret != -LKL_ENODEV || lkl_is_running())
		return 2;
	if (lkl_sys_getpid() != -LKL_ENODEV)
		return 3;
	return lkl_sys_halt() ? 4 : 0;
}

int main(void)
{
	int i, ret, bad = 0;

	KTAP_PLAN(2);
	for (i = 0; i < ROUNDS && bad < 3; i++) {
		ret = run_child(halt_once, NULL, 20);
		if (!ret)
			continue;
		KTAP_DIAG("round %d: child ended with %d", i, ret);
		bad++;
	}
	CHECK_EQ(bad, 0, "%d threads halt at once", NR_HALTERS);
	CHECK_EQ(run_child(reboot, NULL, 20), 0, "a call powers off");
	return KTAP_END();
}
