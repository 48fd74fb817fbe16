/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Running what may end badly, or can be done once in a process, in a child.
 */
#ifndef LKL_TESTS_CHILD_H
#define LKL_TESTS_CHILD_H

#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHILD_SIGNAL	1000

/*
 * Returns what @fn(@arg) returned (0 to 255), or CHILD_SIGNAL plus the signal
 * that ended the child: SIGALRM if it took more than @seconds.
 */
static inline int run_child(int (*fn)(void *arg), void *arg,
			    unsigned int seconds)
{
	int status;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid) {
		alarm(seconds);
		_exit(fn(arg));
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return -1;
	if (WIFSIGNALED(status))
		return CHILD_SIGNAL + WTERMSIG(status);
	return WEXITSTATUS(status);
}

#endif
