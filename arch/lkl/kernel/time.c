// SPDX-License-Identifier: GPL-2.0
/*
 * Time: a clock source, a clock event device and a wall clock, all in the
 * host's nanoseconds.
 */
#include <linux/clockchips.h>
#include <linux/clocksource.h>
#include <linux/delay.h>
#include <linux/interrupt.h>
#include <linux/sched/clock.h>
#include <linux/timekeeping.h>

#include <asm/host.h>
#include <asm/irq.h>
#include <uapi/asm/host_ops.h>

#include "irq.h"
#include "service.h"
#include "timer.h"

/* When the clock event is due; the owner of the CPU sets it, waiters clear. */
static u64 deadline = LKL_FOREVER;

u64 lkl_timer_deadline(void)
{
	return __atomic_load_n(&deadline, __ATOMIC_RELAXED);
}

bool lkl_timer_due(void)
{
	u64 due = lkl_timer_deadline();

	if (due == LKL_FOREVER || host_time_ns() < due)
		return false;
	return __atomic_compare_exchange_n(&deadline, &due, LKL_FOREVER, false,
					   __ATOMIC_RELAXED, __ATOMIC_RELAXED);
}

/* The clock takes as long as a good part of what is done between two looks. */
#define LOOKS	4

void lkl_timer_look(void)
{
	static unsigned int looks;

	if (++looks % LOOKS == 0 && lkl_timer_due())
		lkl_irq_post(LKL_TIMER_IRQ);
}

static void set_deadline(u64 deadline_ns)
{
	__atomic_store_n(&deadline, deadline_ns, __ATOMIC_RELAXED);
	lkl_service_timer(deadline_ns);
}

static int timer_start(unsigned long delta_ns,
				struct clock_event_device *dev)
{
	set_deadline(host_time_ns() + delta_ns);
	return 0;
}

static int timer_stop(struct clock_event_device *dev)
{
	__atomic_store_n(&deadline, LKL_FOREVER, __ATOMIC_RELAXED);
	return 0;
}

static struct clock_event_device timer_device = {
	.name			= "lkl",
	.features		= CLOCK_EVT_FEAT_ONESHOT,
	.rating			= 400,
	.irq			= LKL_TIMER_IRQ,
	.set_next_event		= timer_start,
	.set_state_shutdown	= timer_stop,
	.set_state_oneshot	= timer_stop,
};

static irqreturn_t timer_interrupt(int irq, void *dev)
{
	timer_device.event_handler(&timer_device);
	return IRQ_HANDLED;
}

static u64 clock_read(struct clocksource *cs)
{
	return host_time_ns();
}

static struct clocksource clock = {
	.name	= "lkl",
	.rating	= 400,
	.read	= clock_read,
	.mask	= CLOCKSOURCE_MASK(64),
	.flags	= CLOCK_SOURCE_IS_CONTINUOUS,
};

static u64 clock_start_ns;

unsigned long long notrace sched_clock(void)
{
	return clock_start_ns ? host_time_ns() - clock_start_ns : 0;
}

cycles_t get_cycles(void)
{
	return host_time_ns();
}
EXPORT_SYMBOL(get_cycles);

void read_persistent_clock64(struct timespec64 *ts)
{
	*ts = ns_to_timespec64(host_time_wall_ns());
}

void __init time_init(void)
{
	clock_start_ns = host_time_ns();
	if (clocksource_register_hz(&clock, NSEC_PER_SEC))
		panic("cannot register the clock source");
	if (request_irq(LKL_TIMER_IRQ, timer_interrupt,
			IRQF_TIMER | IRQF_NOBALANCING, "timer", NULL))
		panic("cannot request the timer interrupt");
	timer_device.cpumask = cpumask_of(0);
	clockevents_config_and_register(&timer_device, NSEC_PER_SEC, 1000,
					ULONG_MAX >> 1);
}
