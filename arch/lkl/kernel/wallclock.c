// SPDX-License-Identifier: GPL-2.0
/*
 * The wall clock follows the host's: when somebody sets that one, or it is
 * slewed away from ours, ours is set too.
 */
#include <linux/init.h>
#include <linux/timekeeping.h>
#include <linux/workqueue.h>

#include <asm/host.h>

/* Below this, a difference is what reading two clocks costs and slewing. */
#define SLACK_NS	(100 * NSEC_PER_MSEC)

/* What the last look found; the host's clock less its monotonic one. */
static s64 host_offset_ns;

static s64 read_host_offset(void)
{
	return host_time_wall_ns() - host_time_ns();
}

static void follow(struct work_struct *work);
static DECLARE_DEFERRABLE_WORK(follow_work, follow);

/* Deferrable: an idle kernel is not woken for this. */
static void follow(struct work_struct *work)
{
	s64 offset_ns = read_host_offset();
	struct timespec64 now;

	if (abs(offset_ns - host_offset_ns) >= SLACK_NS) {
		host_offset_ns = offset_ns;
		now = ns_to_timespec64(host_time_wall_ns());
		do_settimeofday64(&now);
	}
	schedule_delayed_work(&follow_work, HZ);
}

static int __init wallclock_init(void)
{
	host_offset_ns = read_host_offset();
	schedule_delayed_work(&follow_work, HZ);
	return 0;
}
late_initcall(wallclock_init);
