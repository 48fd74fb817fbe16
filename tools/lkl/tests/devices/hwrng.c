// SPDX-License-Identifier: GPL-2.0
/*
 * The host's random numbers are read from /dev/hwrng.
 */
#include "devices.h"

#define BYTES 4096

static int read_all(long fd, unsigned char *buf)
{
	long at = 0, n;

	while (at < BYTES) {
		n = lkl_sys_read(fd, (char *)buf + at, BYTES - at);
		if (n <= 0)
			return n;
		at += n;
	}
	return 1;
}

/* Of as many random bytes, no value is absent by chance. */
static int values(const unsigned char *buf)
{
	int seen[256] = { 0 }, nr = 0, i;

	for (i = 0; i < BYTES; i++)
		nr += !seen[buf[i]]++;
	return nr;
}

int main(void)
{
	static unsigned char one[BYTES], two[BYTES];
	long fd;

	devices_boot("quiet");
	devices_need("/proc/misc", "hw_random");
	KTAP_PLAN(6);
	fd = devices_open("/hwrng", LKL_S_IFCHR, 10, 183, LKL_O_RDONLY);
	CHECK(fd >= 0, "it is opened");
	CHECK_EQ(read_all(fd, one), 1, "it is read");
	CHECK_EQ(read_all(fd, two), 1, "and again");
	CHECK(values(one) == 256 && values(two) == 256, "there are all values");
	CHECK(memcmp(one, two, BYTES), "and others each time");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
