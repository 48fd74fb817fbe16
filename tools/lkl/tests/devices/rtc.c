// SPDX-License-Identifier: GPL-2.0
/*
 * The clock tells the host's time, and its alarm is waited for.
 */
#include <poll.h>
#include <time.h>

#include <lkl/linux/rtc.h>

#include "devices.h"

static time_t to_time(const struct lkl_rtc_time *rtc)
{
	struct tm tm = {
		.tm_sec = rtc->tm_sec, .tm_min = rtc->tm_min,
		.tm_hour = rtc->tm_hour, .tm_mday = rtc->tm_mday,
		.tm_mon = rtc->tm_mon, .tm_year = rtc->tm_year,
	};

	return timegm(&tm);
}

static void from_time(time_t t, struct lkl_rtc_time *rtc)
{
	struct tm tm;

	gmtime_r(&t, &tm);
	rtc->tm_sec = tm.tm_sec;
	rtc->tm_min = tm.tm_min;
	rtc->tm_hour = tm.tm_hour;
	rtc->tm_mday = tm.tm_mday;
	rtc->tm_mon = tm.tm_mon;
	rtc->tm_year = tm.tm_year;
}

static long set_alarm(long fd, time_t when)
{
	struct lkl_rtc_wkalrm alarm = { .enabled = 1 };

	from_time(when, &alarm.time);
	return lkl_sys_ioctl(fd, LKL_RTC_WKALM_SET, (unsigned long)&alarm);
}

int main(void)
{
	struct lkl_rtc_time rtc = { 0 };
	unsigned long data = 0;
	time_t before, after;
	long fd;

	devices_boot("quiet");
	devices_need("/proc/devices", "rtc");
	KTAP_PLAN(8);
	fd = devices_open("/rtc", LKL_S_IFCHR, devices_major("rtc"), 0,
			  LKL_O_RDONLY);
	CHECK(fd >= 0, "it is opened");
	before = time(NULL);
	CHECK_EQ(lkl_sys_ioctl(fd, LKL_RTC_RD_TIME, (unsigned long)&rtc), 0,
		 "it is read");
	CHECK(to_time(&rtc) >= before && to_time(&rtc) <= time(NULL),
	      "it is the host's");
	before = time(NULL);
	CHECK_EQ(set_alarm(fd, before + 2), 0, "an alarm is set");
	CHECK_EQ(lkl_sys_read(fd, (char *)&data, sizeof(data)), sizeof(data),
		 "and waited for");
	after = time(NULL);
	CHECK(data & LKL_RTC_AF, "it is the alarm");
	CHECK(after >= before + 1, "and not before its time");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
