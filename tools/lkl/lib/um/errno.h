/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The program's errno, which drivers of the kernel change where their host
 * halves are linked to it. Nothing else of the kernel does.
 */
#ifndef _LKL_UM_ERRNO_H
#define _LKL_UM_ERRNO_H

/*
 * @at is where this thread's errno is: to ask for it takes longer than a
 * system call should.
 */
static inline int lkl__um_errno(const int *at)
{
#ifdef LKL__UM_HOST
	return *at;
#else
	(void)at;
	return 0;
#endif
}

static inline void lkl__um_errno_restore(int *at, int saved)
{
#ifdef LKL__UM_HOST
	*at = saved;
#else
	(void)at;
	(void)saved;
#endif
}

#endif
