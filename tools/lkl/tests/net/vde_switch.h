/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A VDE switch, which ends with the test if not before.
 */
#ifndef LKL_TESTS_VDE_SWITCH_H
#define LKL_TESTS_VDE_SWITCH_H

#include "net.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/un.h>
#include <sys/wait.h>

static int has_switch(void)
{
	return !system("command -v vde_switch >/dev/null");
}

static int answers(const char *dir)
{
	struct sockaddr_un addr = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM, 0), err;

	snprintf(addr.sun_path, sizeof(addr.sun_path), "%s/ctl", dir);
	err = connect(fd, (struct sockaddr *)&addr, sizeof(addr));
	close(fd);
	return !err;
}

/* It makes the folder @dir, and ends when its standard input does. */
static pid_t start_switch(const char *dir)
{
	int fds[2], i;
	pid_t pid;

	if (pipe(fds))
		KTAP_BAIL("pipe");
	pid = fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		dup2(fds[0], 0);
		close(fds[1]);
		dup2(open("/dev/null", O_WRONLY), 2);
		execlp("vde_switch", "vde_switch", "-s", dir, NULL);
		_exit(127);
	}
	close(fds[0]);
	for (i = 0; i < 500 && !answers(dir); i++)
		usleep(10000);
	if (i == 500)
		KTAP_BAIL("vde_switch does not start");
	return pid;
}

static void stop_switch(pid_t pid)
{
	kill(pid, SIGTERM);
	waitpid(pid, NULL, 0);
}

#endif
