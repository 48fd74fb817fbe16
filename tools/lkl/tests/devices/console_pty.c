// SPDX-License-Identifier: GPL-2.0
/*
 * A console on an old pseudo-terminal, /dev/ptyp0: what hosts have no more is
 * made of a new one, in a /dev of the test's own.
 */
#include <sched.h>
#include <stdlib.h>
#include <sys/mount.h>

#include "console.h"

/* Only the host side of the pair is opened by its name. */
static void make_dev(void)
{
	const char *dev = disk_path("dev");

	if (geteuid())
		KTAP_SKIP_ALL("root: needs a /dev of its own");
	if (unshare(CLONE_NEWNS) ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL))
		KTAP_SKIP_ALL("host: there are no mount namespaces");
	if (run("mkdir %s && mount -t tmpfs none %s && cd %s && "
		"mkdir pts && mount --rbind /dev/pts pts && "
		"cp -a /dev/null . && cp -a /dev/urandom . && "
		"ln -s pts/ptmx ptmx && ln -s pts/ptmx ptyp0 && "
		"ln -s null ttyp0 && cd / && mount --move %s /dev", dev, dev,
		dev, dev))
		KTAP_BAIL("no /dev");
}

/* The other side of what the driver has opened. */
static int open_other_side(void)
{
	char path[32], name[64];
	int fd, number;

	for (fd = 3; fd < 64; fd++) {
		if (ioctl(fd, TIOCGPTN, &number))
			continue;
		if (unlockpt(fd) || ptsname_r(fd, name, sizeof(name)))
			break;
		snprintf(path, sizeof(path), "/dev/pts/%d", number);
		return open(path, O_RDWR | O_NOCTTY);
	}
	return -1;
}

int main(void)
{
	int host_fd;
	long fd;

	make_dev();
	devices_boot("con1=pty");
	devices_need("/proc/tty/drivers", "UML console");
	KTAP_PLAN(6);
	fd = console_open(1);
	CHECK(fd >= 0, "a console on an old pseudo-terminal is opened");
	CHECK(console_has("console 1", "/dev/ptyp0"), "its name is said");
	host_fd = open_other_side();
	CHECK(line_is_read(host_fd, fd, "typed\n"), "it is read");
	CHECK(line_says(fd, "shown\n") && host_hears(host_fd, "shown"),
	      "and written");
	lkl_sys_close(fd);
	close(host_fd);
	CHECK_EQ(disk_write_file("/", "file", "x", 1), 0, "the kernel goes on");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
