// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel that handles faults is unloaded after those that do so on top of it;
 * the program's own faults reach its own handler all the time.
 */
#include <setjmp.h>
#include <signal.h>
#include <string.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"

static sigjmp_buf after_fault;

static void handler(int sig)
{
	(void)sig;
	siglongjmp(after_fault, 1);
}

/* Whether a fault of the program comes to the handler above. */
static int is_handled(void *arg)
{
	volatile char *nothing = arg;

	if (sigsetjmp(after_fault, 1))
		return 0;
	*nothing = 1;
	return 1;
}

static int faults(void)
{
	return run_child(is_handled, NULL, 10);
}

static struct lkl *load(void)
{
	struct lkl *kernel = lkl_load(NULL, NULL);
	int (*handle_faults)(int on);

	if (!kernel)
		KTAP_BAIL("no kernel");
	*(void **)&handle_faults = lkl_kernel_symbol(kernel,
						     "lkl_handle_faults");
	if (handle_faults(1) == -LKL_ENOSYS)
		KTAP_SKIP_ALL("host: faults are not handled here");
	if (lkl_kernel_start(kernel, "mem=32M quiet"))
		KTAP_BAIL("it does not start");
	return kernel;
}

int main(void)
{
	struct sigaction action;
	struct lkl *below, *above;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	sigaction(SIGSEGV, &action, NULL);
	below = load();
	above = load();
	KTAP_PLAN(9);
	CHECK_EQ(faults(), 0, "faults of the program with two kernels");
	CHECK_EQ(lkl_unload(below), -LKL_EBUSY, "one runs");
	CHECK_EQ(lkl_kernel_halt(below), 0, "it halts");
	CHECK_EQ(lkl_unload(below), -LKL_EBUSY, "the other is on top of it");
	CHECK_EQ(faults(), 0, "faults are handled");
	CHECK_EQ(lkl_kernel_halt(above), 0, "the other halts");
	CHECK_EQ(lkl_unload(above), 0, "and is unloaded");
	CHECK_EQ(lkl_unload(below), 0, "then so is the first");
	CHECK_EQ(faults(), 0, "faults are handled still");
	return KTAP_END();
}
