// SPDX-License-Identifier: GPL-2.0
/*
 * Consoles in windows, and consoles that wait for somebody to connect to a
 * port: the programs for that are run, and hand a terminal over.
 */
#include <arpa/inet.h>
#include <signal.h>
#include <sys/socket.h>

#include "console.h"

#define PORT 17099

static char heard[64], programs[64];

/* The stand-in takes the places of the programs that UML runs. */
static void install(void)
{
	const char *top = getenv("LKL_TOP"), *path = getenv("PATH");
	char all[4096];

	snprintf(programs, sizeof(programs), "%s", disk_path("bin"));
	snprintf(heard, sizeof(heard), "%s", disk_path("heard"));
	if (!top || run("mkdir %s; for p in emulator in.telnetd; do ln -s "
			"%s/tools/lkl/tests/lib/terminal.py %s/$p; done",
			programs, top, programs))
		KTAP_BAIL("no programs");
	snprintf(all, sizeof(all), "%s:%s", programs, path);
	setenv("PATH", all, 1);
	setenv("UML_PORT_HELPER", "/bin/true", 1);
	setenv("LKL_TEST_HEARD", heard, 1);
	setenv("DISPLAY", ":0", 1);
}

static int host_connects(void)
{
	struct sockaddr_in addr = {
		.sin_family = AF_INET,
		.sin_port = htons(PORT),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&addr, sizeof(addr)))
		KTAP_BAIL("nobody listens at the port");
	return fd;
}

static void check_window(void)
{
	char got[16] = "";
	long fd = console_open(1);
	int i;

	CHECK(fd >= 0, "a console in a window is opened");
	CHECK(lkl_sys_read(fd, got, sizeof(got)) == 6 &&
	      !strcmp(got, "typed\n"), "what is typed there is read");
	CHECK(line_says(fd, "shown\n"), "it is written");
	for (i = 0; i < 100 && run("grep -q shown %s", heard); i++)
		usleep(50000);
	CHECK(i < 100, "which the window shows");
	lkl_sys_close(fd);
}

/* The opening waits for a connection; there is one in the queue. */
static void check_port(void)
{
	int host_fd = host_connects();
	long fd = console_open(SERIAL);

	CHECK(fd >= 0, "a line at a port is opened");
	CHECK(line_is_read(host_fd, fd, "from afar\n"), "it is read");
	CHECK(line_says(fd, "answered\n"), "and written");
	CHECK(host_hears(host_fd, "answered"), "which is heard afar");
	lkl_sys_close(fd);
	close(host_fd);
}

int main(void)
{
	sigset_t set;

	install();
	/* not for the programs */
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	devices_boot("quiet xterm=emulator con1=xterm ssl0=port:%d", PORT);
	devices_need("/proc/tty/drivers", "UML console");
	KTAP_PLAN(9);
	check_window();
	check_port();
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
