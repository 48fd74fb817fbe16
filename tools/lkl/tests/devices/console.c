// SPDX-License-Identifier: GPL-2.0
/*
 * Consoles and serial lines on descriptors, pseudo-terminals and nothing: both
 * sides are written and read. What is malformed is named, with the reason.
 */
#include <pthread.h>
#include <sys/socket.h>

#include "../lib/count.h"
#include "console.h"

#define MANY (64 * 1024)

static void check_fd(int host_fd)
{
	long fd = console_open(1);

	CHECK(fd >= 0, "a console on a descriptor is opened");
	CHECK(line_is_read(host_fd, fd, "to the kernel\n"), "it is read");
	CHECK(line_says(fd, "to the host\n"), "and written");
	CHECK(host_hears(host_fd, "to the host\r\n"), "which the host hears");
	lkl_sys_close(fd);
}

static void check_pts(const char *name)
{
	long fd = console_open(SERIAL);
	const char *device = assigned("Serial line 0");
	int host_fd = device ? open(device, O_RDWR | O_NOCTTY) : -1;
	char byte;

	CHECK(fd >= 0 && host_fd >= 0, "%s", name);
	CHECK(line_is_read(host_fd, fd, "over the line\n"), "it is read");
	CHECK(line_says(fd, "and back\n"), "and written");
	CHECK(host_hears(host_fd, "and back"), "which the host hears");
	close(host_fd);
	CHECK_EQ(lkl_sys_read(fd, &byte, 1), 0, "the host hangs up");
	lkl_sys_close(fd);
}

static char data[MANY], heard[MANY];

static void *listener(void *arg)
{
	ssize_t n = recv(*(int *)arg, heard, MANY, MSG_WAITALL);

	return (void *)(long)(n == MANY);
}

/* More than a line keeps: it waits until the host has read. */
static void check_much(int host_fd)
{
	long fd = console_open(2), n = 1, at;
	pthread_t thread;
	void *all;

	for (at = 0; at < MANY; at++)
		data[at] = (char)('a' + at * 7 % 26);
	pthread_create(&thread, NULL, listener, &host_fd);
	for (at = 0; n > 0 && at < MANY; at += n)
		n = lkl_sys_write(fd, data + at, MANY - at);
	if (n <= 0)
		shutdown(host_fd, SHUT_RDWR);
	pthread_join(thread, &all);
	CHECK(all && !memcmp(data, heard, MANY),
	      "much that is written arrives");
	lkl_sys_close(fd);
}

static void check_null(void)
{
	long fd = console_open(3);

	CHECK(fd >= 0 && line_says(fd, "nobody hears this\n"),
	      "a console on nothing takes what is written");
	lkl_sys_close(fd);
}

static void check_bad(void)
{
	CHECK(console_has("con4=bogus", "No match for configured backends"),
	      "a channel that there is not: why");
	CHECK(console_open(4) < 0, "and no console");
	CHECK(console_has("fd_init", "must specify a file descriptor"),
	      "a descriptor that is missing: why");
	CHECK(console_has("con5=fd", "Configuration failed"), "and of what");
	CHECK(console_has("couldn't parse file descriptor", "'x'"),
	      "a descriptor that is no number: why");
	CHECK(console_has("console", "Device number out of range"),
	      "a number too large: why");
	CHECK(console_has("serial line", "Couldn't parse device number"),
	      "no number: why");
}

int main(void)
{
	int one[2], two[2], nr_fds;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, one) ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, two))
		KTAP_BAIL("no sockets");
	nr_fds = count_entries("/proc/self/fd");
	devices_boot("con1=fd:%d ssl0=pts con2=fd:%d con3=null con4=bogus "
		     "con5=fd con6=fd:x con99=null sslx=null", one[1], two[1]);
	devices_need("/proc/tty/drivers", "UML console");
	KTAP_PLAN(27);
	check_bad();
	check_fd(one[0]);
	check_pts("a serial line on a pseudo-terminal");
	/* what was printed of that one */
	console_len = 0;
	memset(console, 0, sizeof(console));
	check_pts("it is opened again, on another one");
	check_much(two[0]);
	check_null();
	CHECK(console_open(0) < 0, "standard input is the program's");
	CHECK(console_open(SERIAL + 1) < 0, "other lines are not there");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	CHECK(count_entries("/proc/self/fd") <= nr_fds, "nothing is left open");
	return KTAP_END();
}
