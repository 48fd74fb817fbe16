/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Keeping pthread_cancel(3) away from threads in the middle of something.
 */
#ifndef _LKL_HOST_CANCEL_H
#define _LKL_HOST_CANCEL_H

#include <pthread.h>

/*
 * The host's preadv(2), fdatasync(2) and their like are cancellation points. A
 * thread that ended there would leave behind a request that nobody finishes.
 * Returns what lkl__cancel_restore() wants.
 */
static inline int lkl__cancel_disable(void)
{
	int old;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
	return old;
}

static inline void lkl__cancel_restore(int old)
{
	pthread_setcancelstate(old, NULL);
}

/* The operations of struct lkl_host_table that may come to such a point. */
void lkl__cancel_work_run(void);
void lkl__cancel_work_defer(void);

#endif
