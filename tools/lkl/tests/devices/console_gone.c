// SPDX-License-Identifier: GPL-2.0
/*
 * Nobody is at the other end of a console any more: the program is not ended by
 * a signal, and other consoles work on.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>

#include "console.h"

static int nr_signals;

static void count_signal(int signal)
{
	(void)signal;
	nr_signals++;
}

/* What becomes of the text is not known when the call returns. */
static void write_to_nobody(int minor, const char *what)
{
	long fd = console_open(minor), n;

	n = lkl_sys_write(fd, "to nobody\n", 10);
	KTAP_DIAG("%s: opening returns %ld, writing %ld", what, fd, n);
	lkl_sys_close(fd);
	CHECK_EQ(nr_signals, 0, "%s: no signal", what);
}

int main(void)
{
	int sock[2], pipes[2], good[2];
	long fd;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, sock) || pipe(pipes) ||
	    socketpair(AF_UNIX, SOCK_STREAM, 0, good))
		KTAP_BAIL("no descriptors");
	signal(SIGPIPE, count_signal);
	devices_boot("con1=fd:%d con2=null,fd:%d con3=fd:%d", sock[1], pipes[1],
		     good[1]);
	devices_need("/proc/tty/drivers", "UML console");
	KTAP_PLAN(5);
	close(sock[0]);
	close(pipes[0]);
	write_to_nobody(1, "a socket");
	write_to_nobody(2, "a pipe");
	fd = console_open(3);
	CHECK(line_says(fd, "to somebody\n") &&
	      host_hears(good[0], "to somebody"), "another console is written");
	lkl_sys_close(fd);
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	raise(SIGPIPE);
	CHECK_EQ(nr_signals, 1, "the program's own signals come");
	return KTAP_END();
}
