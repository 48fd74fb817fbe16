/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The program's errno, which drivers of the kernel change where their host
 * halves are linked to it. Nothing else of the kernel does.
 */
#ifndef _LKL_UM_ERRNO_H
#define _LKL_UM_ERRNO_H

#ifdef LKL__UM_HOST

#include <errno.h>

static inline int lkl__um_errno(void)
{
	return errno;
}

static inline void lkl__um_errno_restore(int saved)
{
	errno = saved;
}

#else

static inline int lkl__um_errno(void)
{
	return 0;
}

static inline void lkl__um_errno_restore(int saved)
{
	(void)saved;
}

#endif

#endif
