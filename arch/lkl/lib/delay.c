// SPDX-License-Identifier: GPL-2.0
/*
 * Busy waiting by the host's clock.
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/param.h>
#include <vdso/time64.h>

#include <asm/host.h>

/* A loop is a nanosecond: there is nothing to calibrate. */
void calibrate_delay(void)
{
	loops_per_jiffy = NSEC_PER_SEC / HZ;
}

static void wait_until(u64 deadline_ns)
{
	while (host_time_ns() < deadline_ns)
		cpu_relax();
}

void __ndelay(unsigned long nsecs)
{
	wait_until(host_time_ns() + nsecs);
}
EXPORT_SYMBOL(__ndelay);

void __udelay(unsigned long usecs)
{
	wait_until(host_time_ns() + (u64)usecs * NSEC_PER_USEC);
}
EXPORT_SYMBOL(__udelay);

void __delay(unsigned long loops)
{
	wait_until(host_time_ns() + loops);
}
EXPORT_SYMBOL(__delay);
