// SPDX-License-Identifier: GPL-2.0
/*
 * Threads of the kernel hear no signals, and sleep exactly.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "host/posix/cell.h"
#include "host/posix/posix.h"
#include "ktap.h"

static struct {
	sigset_t blocked;
	stack_t altstack;
	char name[16];
	int slack;
} seen;

static void look(void *arg)
{
	*(int *)arg = 1;
	pthread_sigmask(SIG_BLOCK, NULL, &seen.blocked);
	sigaltstack(NULL, &seen.altstack);
	prctl(PR_GET_NAME, seen.name, 0UL, 0UL, 0UL);
	seen.slack = prctl(PR_GET_TIMERSLACK, 0UL, 0UL, 0UL, 0UL);
}

int main(void)
{
	unsigned long thread;
	sigset_t own;
	int ran = 0;

	KTAP_PLAN(9);
	errno = 77;
	thread = lkl__posix_thread_create(look, &ran);
	CHECK(thread, "a thread starts");
	lkl__posix_thread_join(thread);
	CHECK(ran, "and has run when it is joined");
	CHECK(sigismember(&seen.blocked, SIGINT) &&
	      sigismember(&seen.blocked, SIGALRM), "it blocks signals");
	CHECK(!sigismember(&seen.blocked, SIGSEGV), "but faults are seen");
	CHECK(!(seen.altstack.ss_flags & SS_DISABLE), "on a stack for signals");
	CHECK_EQ(strcmp(seen.name, "lkl"), 0, "it has a name");
	CHECK_EQ(seen.slack, 1, "its timers are exact");
	pthread_sigmask(SIG_BLOCK, NULL, &own);
	CHECK(!sigismember(&own, SIGINT) && errno == 77,
	      "signals and errno of its creator are as before");
	CHECK_EQ(lkl__cell_trim(), 0, "nothing is left");
	return KTAP_END();
}
