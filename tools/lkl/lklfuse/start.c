// SPDX-License-Identifier: GPL-2.0
/*
 * Going to the background once the outcome is known.
 *
 * A pipe leads from the child to the parent. A byte says that all is well; the
 * end of the pipe without one that the child has failed, and said why.
 */
#include "lklfuse/start.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lklfuse/report.h"

/* Of the child: where its word goes; -1 in the foreground. */
static int outcome = -1;

/* The status of a child that ends by itself, or 1. */
static int status_of(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR)
			return 1;
	}
	if (WIFSIGNALED(status))
		complain("mount", "ended by signal %d", WTERMSIG(status));
	return WIFEXITED(status) && WEXITSTATUS(status) ?
	       WEXITSTATUS(status) : 1;
}

static void __attribute__((noreturn)) wait_for_outcome(int fd, pid_t child)
{
	ssize_t got;
	char byte;

	do {
		got = read(fd, &byte, 1);
	} while (got < 0 && errno == EINTR);
	_exit(got == 1 ? 0 : status_of(child));
}

int start_fork(bool foreground)
{
	int ends[2], err;
	pid_t child;

	if (foreground)
		return 0;
	if (pipe2(ends, O_CLOEXEC))
		return -errno;
	child = fork();
	if (child < 0) {
		err = -errno;
		close(ends[0]);
		close(ends[1]);
		return err;
	}
	if (child) {
		close(ends[1]);
		wait_for_outcome(ends[0], child);
	}
	close(ends[0]);
	outcome = ends[1];
	setsid();
	return 0;
}

/* Standard error stays open until now: others wait for its end, too. */
static void leave_terminal(void)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (null < 0)
		return;
	dup2(null, STDIN_FILENO);
	dup2(null, STDOUT_FILENO);
	dup2(null, STDERR_FILENO);
	if (null > STDERR_FILENO)
		close(null);
}

void start_done(void)
{
	if (outcome < 0)
		return;
	if (chdir("/"))
		complain("/", "cannot change to it");
	report_to_syslog();
	leave_terminal();
	if (write(outcome, "", 1) != 1)
		complain("mount", "nobody waits for it");
	close(outcome);
	outcome = -1;
}
