/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of signal handlers that overtake one that sleeps.
 */
#ifndef _LKL_OVERTAKE_H
#define _LKL_OVERTAKE_H

#include <linux/compiler.h>

#include "host_thread.h"

/* The call @call of @self sleeps, and another was made meanwhile. */
static inline bool lkl_overtaken(struct host_thread *self, unsigned int call)
{
	return READ_ONCE(self->calls) != call;
}

/* What the call @call returns, if it was. */
long lkl_overtaken_ret(struct host_thread *self, unsigned int call);

/*
 * A signal handler calls while its thread is inside. If the thread sleeps
 * there, that call is ended first, as if the handler ran on the way back to
 * the program; the handler may never return to it, with siglongjmp().
 * Returns 0; -EDEADLK if the thread does not sleep; -ENOMEM; -ENODEV.
 */
int lkl_overtake(struct host_thread *self);

#endif
