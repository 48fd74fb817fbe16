/* SPDX-License-Identifier: GPL-2.0 */
/*
 * futex(2), keeping errno.
 */
#ifndef _LKL_HOST_FUTEX_H
#define _LKL_HOST_FUTEX_H

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/*
 * Sleeps while *@word is @value. Without a deadline the host restarts the
 * sleep after a handler that was installed with SA_RESTART; with one it never
 * does, like the sleeps of the system calls that have one. Returns 0 or -errno.
 */
static inline int lkl__futex_wait(const unsigned int *word, unsigned int value,
				  const struct timespec *deadline)
{
	int saved_errno = errno;
	int err = 0;

	if (syscall(SYS_futex, word, FUTEX_WAIT_BITSET_PRIVATE, value,
		    deadline, NULL, FUTEX_BITSET_MATCH_ANY) < 0)
		err = -errno;
	errno = saved_errno;
	return err;
}

static inline void lkl__futex_wake(const unsigned int *word, int nr)
{
	int saved_errno = errno;

	syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, nr, NULL, NULL, 0);
	errno = saved_errno;
}

#endif
