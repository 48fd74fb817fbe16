// SPDX-License-Identifier: GPL-2.0
/*
 * Helpers of drivers: threads and children, by one kind of id.
 */
#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/posix/cancel.h"
#include "host/posix/posix.h"
#include "um/um.h"

/* Ids of threads are beyond those of processes. */
#define FIRST_THREAD	(1 << 30)
#define NR_THREADS	16

struct helper {
	int (*fn)(void *arg);
	void *arg;
	unsigned long thread;
};

/* Slots are taken and given back by the owner of the CPU only. */
static struct helper helpers[NR_THREADS];

static int threads_allowed;
static __thread int is_helper;

void lkl_um_allow_threads(int allow)
{
	threads_allowed = allow;
}

int lkl_um_is_helper(void)
{
	return is_helper;
}

static void helper_main(void *arg)
{
	struct helper *helper = arg;

	is_helper = 1;
	helper->fn(helper->arg);
}

static int create_thread(int (*fn)(void *), void *arg)
{
	int at;

	for (at = 0; at < NR_THREADS && helpers[at].thread; at++)
		;
	if (at < NR_THREADS && threads_allowed) {
		helpers[at].fn = fn;
		helpers[at].arg = arg;
		helpers[at].thread = lkl__posix_thread_create(helper_main,
							      &helpers[at]);
		if (helpers[at].thread)
			return FIRST_THREAD + at;
	}
	errno = EAGAIN;
	return -1;
}

struct child {
	int (*fn)(void *arg);
	void *arg;
};

/*
 * The program's handlers would run in its memory, without its threads; and what
 * is executed gets no signals blocked because this thread happens to have some.
 */
static int child_main(void *arg)
{
	static const struct sigaction dfl = { .sa_handler = SIG_DFL };
	struct child *child = arg;
	struct sigaction action;
	sigset_t none;
	int i;

	for (i = 1; i < NSIG; i++)
		if (!sigaction(i, NULL, &action) &&
		    action.sa_handler != SIG_IGN)
			sigaction(i, &dfl, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	return child->fn(child->arg);
}

/*
 * Until it executes a program or exits, a child has this thread's errno and its
 * thread, stopped: that is what CLONE_VFORK is for.
 */
static int create_child(int (*fn)(void *), void *stack, int flags, void *arg)
{
	struct child child = { .fn = fn, .arg = arg };
	sigset_t all, old;
	int pid;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	pid = clone(child_main, stack, flags | CLONE_VFORK, &child);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return pid;
}

int lkl_um_clone(int (*fn)(void *), void *stack, int flags, void *arg, ...)
{
	if (flags & CLONE_FILES)
		return create_thread(fn, arg);
	return create_child(fn, stack, flags, arg);
}

static void join_thread(int at)
{
	if (at >= NR_THREADS || !helpers[at].thread)
		return;
	lkl__posix_thread_join(helpers[at].thread);
	helpers[at].thread = 0;
}

void os_kill_process(int pid, int reap)
{
	int saved_errno = errno, cancel = lkl__cancel_disable();

	if (pid >= FIRST_THREAD) {
		join_thread(pid - FIRST_THREAD);
	} else if (pid > 0) {
		kill(pid, SIGKILL);
		while (reap && waitpid(pid, NULL, __WALL) < 0 &&
		       errno == EINTR)
			;
	}
	lkl__cancel_restore(cancel);
	errno = saved_errno;
}

int os_getpid(void)
{
	return getpid();
}

/* A thread ends with its process, and signals are the program's. */
void os_set_pdeathsig(void)
{
}

void os_fix_helper_signals(void)
{
}
