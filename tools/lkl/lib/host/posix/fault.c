// SPDX-License-Identifier: GPL-2.0
/*
 * Faults of kernel code, between the host's signals and the kernel.
 */
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#include <asm/entry.h>
#include <lkl_boot.h>

#include "host/posix/fault.h"
#include "self.h"

/*
 * Who had the signals before, for faults that are not the kernel's. Written by
 * the thread that calls lkl_handle_faults(), while the handlers are not
 * installed; read by the handlers.
 */
static const int signals[] = { SIGSEGV, SIGBUS };
#define NR_SIGNALS	(sizeof(signals) / sizeof(*signals))
static struct sigaction before[NR_SIGNALS];
static int is_on;

static struct sigaction *before_of(int sig)
{
	return &before[sig == signals[1]];
}

/*
 * The instruction is run again and ends the program, with a core that shows
 * it. What was sent by kill() does not happen again by itself.
 */
static void default_action(int sig, const siginfo_t *info)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = SIG_DFL;
	sigaction(sig, &action, NULL);
	if (info->si_code <= 0)
		raise(sig);
}

static void call_before(int sig, siginfo_t *info, void *context)
{
	struct sigaction *action = before_of(sig);

	if (!(action->sa_flags & SA_SIGINFO) &&
	    action->sa_handler == SIG_IGN && info->si_code <= 0)
		return;
	if (!(action->sa_flags & SA_SIGINFO) &&
	    (action->sa_handler == SIG_DFL || action->sa_handler == SIG_IGN)) {
		default_action(sig, info);
		return;
	}
	/* The return from the signal restores the mask. */
	pthread_sigmask(SIG_BLOCK, &action->sa_mask, NULL);
	if (action->sa_flags & SA_SIGINFO)
		action->sa_sigaction(sig, info, context);
	else
		action->sa_handler(sig);
}

static void handler(int sig, siginfo_t *info, void *context)
{
	int saved_errno = errno;
	unsigned long pc, sp;

	lkl__fault_get(context, &pc, &sp);
	if (info->si_code > 0 &&
	    lkl_fault(&pc, (unsigned long)info->si_addr, &sp))
		lkl__fault_set(context, pc, sp);
	else
		call_before(sig, info, context);
	errno = saved_errno;
}

static int start(void)
{
	struct sigaction action;
	unsigned int i;

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = handler;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK;
	for (i = 0; i < NR_SIGNALS; i++) {
		if (sigaction(signals[i], NULL, &before[i]) ||
		    sigaction(signals[i], &action, NULL))
			return -errno;
	}
	lkl__self_altstacks(1);
	is_on = 1;
	return 0;
}

static int stop(void)
{
	struct sigaction now;
	unsigned int i;

	for (i = 0; i < NR_SIGNALS; i++) {
		if (sigaction(signals[i], NULL, &now))
			return -errno;
		if (now.sa_sigaction != handler)
			return -EBUSY;
	}
	for (i = 0; i < NR_SIGNALS; i++)
		sigaction(signals[i], &before[i], NULL);
	lkl__self_altstacks(0);
	is_on = 0;
	return 0;
}

int lkl_handle_faults(int on)
{
	int saved_errno = errno;
	int err = 0;

	if (!lkl__fault_is_known())
		return -ENOSYS;
	if (on && !is_on)
		err = start();
	else if (!on && is_on)
		err = stop();
	errno = saved_errno;
	return err;
}
