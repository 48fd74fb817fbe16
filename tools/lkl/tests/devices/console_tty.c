// SPDX-License-Identifier: GPL-2.0
/*
 * A serial line on a terminal that the host has already: it is read and
 * written, and does not become the terminal of the program.
 */
#include <stdlib.h>

#include "console.h"

static int host_terminal(const char **name)
{
	int fd = posix_openpt(O_RDWR | O_NOCTTY);

	if (fd < 0 || grantpt(fd) || unlockpt(fd))
		KTAP_BAIL("no pseudo-terminal");
	*name = ptsname(fd);
	return fd;
}

/* A program with a session of its own, and no terminal for it. */
static void leave_session(void)
{
	int fd;

	if (getsid(0) != getpid() && setsid() < 0)
		KTAP_BAIL("no session");
	fd = open("/dev/tty", O_RDWR);
	if (fd >= 0)
		KTAP_BAIL("the session has a terminal");
}

int main(void)
{
	const char *name;
	int host_fd;
	long fd;

	host_fd = host_terminal(&name);
	leave_session();
	devices_boot("ssl1=tty:%s ssl2=tty:/no/such/terminal", name);
	devices_need("/proc/tty/drivers", "UML console");
	KTAP_PLAN(8);
	fd = console_open(SERIAL + 1);
	CHECK(fd >= 0, "a line on a terminal is opened");
	CHECK(open("/dev/tty", O_RDWR) < 0, "it is not the program's");
	CHECK(line_is_read(host_fd, fd, "typed\n"), "it is read");
	CHECK(line_says(fd, "shown\n"), "and written");
	CHECK(host_hears(host_fd, "shown"), "which the host sees");
	lkl_sys_close(fd);
	CHECK_EQ(console_open(SERIAL + 2), -LKL_ENOENT,
		 "one that is not there is not opened");
	CHECK_EQ(disk_write_file("/", "file", "x", 1), 0, "the kernel goes on");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
