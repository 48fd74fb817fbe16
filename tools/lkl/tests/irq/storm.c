// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts that many threads raise at once, most for no handler, neither
 * disturb calls nor get the better of timers.
 */
#include <lkl.h>

#include "ktap.h"
#include "threads.h"

#define NR_RAISERS	8
#define NR_IRQS_USED	16
#define RUN_NS		(1500 * MSEC)

static int irqs[NR_IRQS_USED];
static int stop, nr_bad;
static unsigned long nr_raised, nr_calls, nr_sleeps;

static int stopped(void)
{
	return __atomic_load_n(&stop, __ATOMIC_RELAXED);
}

static void bad(int is_bad)
{
	if (is_bad)
		__atomic_add_fetch(&nr_bad, 1, __ATOMIC_RELAXED);
}

static void *raise_irqs(void *arg)
{
	unsigned long nr = 0;
	int i = (int)(long)arg;

	while (!stopped()) {
		bad(lkl_trigger_irq(irqs[i++ % NR_IRQS_USED]));
		nr++;
	}
	__atomic_add_fetch(&nr_raised, nr, __ATOMIC_RELAXED);
	return NULL;
}

static void *make_calls(void *arg)
{
	unsigned long nr = 0;

	(void)arg;
	while (!stopped()) {
		bad(lkl_sys_getpid() != 1);
		nr++;
	}
	nr_calls = nr;
	return NULL;
}

static void *sleep_often(void *arg)
{
	struct __lkl__kernel_timespec ts = { .tv_nsec = MSEC };
	unsigned long nr = 0;

	(void)arg;
	while (!stopped()) {
		bad(lkl_sys_nanosleep(&ts, NULL) != 0);
		nr++;
	}
	nr_sleeps = nr;
	return NULL;
}

static void test_numbers(void)
{
	int i, distinct = 1;

	for (i = 0; i < NR_IRQS_USED; i++) {
		irqs[i] = lkl_get_free_irq("test");
		distinct &= irqs[i] > 0 && (!i || irqs[i] > irqs[i - 1]);
	}
	CHECK(distinct, "numbers are given out once");
	CHECK_EQ(lkl_trigger_irq(-1), -LKL_EINVAL, "there is no -1");
	CHECK_EQ(lkl_trigger_irq(1 << 20), -LKL_EINVAL, "nor a million");
}

int main(void)
{
	pthread_t threads[NR_RAISERS + 2];
	int i;

	KTAP_PLAN(9);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	test_numbers();
	for (i = 0; i < NR_RAISERS; i++)
		pthread_create(&threads[i], NULL, raise_irqs, (void *)(long)i);
	pthread_create(&threads[i++], NULL, make_calls, NULL);
	pthread_create(&threads[i++], NULL, sleep_often, NULL);
	nap_ms(RUN_NS / MSEC);
	__atomic_store_n(&stop, 1, __ATOMIC_RELAXED);
	while (i--)
		pthread_join(threads[i], NULL);
	KTAP_DIAG("%lu raised, %lu calls, %lu sleeps", nr_raised, nr_calls,
		  nr_sleeps);
	CHECK_EQ(nr_bad, 0, "nothing fails");
	CHECK(nr_raised > 100, "interrupts are raised");
	CHECK(nr_calls > 100, "calls are made");
	CHECK(nr_sleeps > 5, "timers come");
	for (i = 0; i < NR_IRQS_USED; i++)
		lkl_put_irq(irqs[i], "test");
	i = lkl_get_free_irq("test");
	CHECK(i == irqs[0], "a number is free again");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
