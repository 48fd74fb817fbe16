// SPDX-License-Identifier: GPL-2.0
/*
 * Which thread prints what the kernel has said.
 */
#include <lkl_boot.h>

#include "host/console.h"
#include "host/posix/cancel.h"
#include "host/posix/posix.h"
#include "host/posix/thread.h"
#include "host/work.h"

static int print(struct lkl__work *work)
{
	(void)work;
	lkl__console_flush();
	return 0;
}

/*
 * One thread of the kernel's own waits for timers, another for frames of an
 * interface: whoever reads the console, or does not, shall not hold them up.
 */
static void print_elsewhere(void)
{
	static struct lkl__work printing = { .run = print };

	lkl__work_kick(&printing);
	lkl__cancel_work_defer();
}

/* A kernel that halts or panics wants its last words printed at once. */
void lkl__posix_console_flush(void)
{
	int old;

	if (lkl__posix_thread_is_own() && lkl_is_running()) {
		print_elsewhere();
		return;
	}
	old = lkl__cancel_disable();
	lkl__console_flush();
	lkl__cancel_restore(old);
}
