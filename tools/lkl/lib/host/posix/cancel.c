// SPDX-License-Identifier: GPL-2.0
/*
 * Operations of the host during which the calling thread cannot be cancelled.
 */
#include "host/posix/cancel.h"

#include "host/work.h"

void lkl__cancel_work_run(void)
{
	int old = lkl__cancel_disable();

	lkl__work_run();
	lkl__cancel_restore(old);
}

void lkl__cancel_work_defer(void)
{
	int old = lkl__cancel_disable();

	lkl__work_defer();
	lkl__cancel_restore(old);
}
