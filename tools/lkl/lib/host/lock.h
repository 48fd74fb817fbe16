/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A lock for sections of a few instructions that may not sleep.
 */
#ifndef _LKL_HOST_LOCK_H
#define _LKL_HOST_LOCK_H

#include <pthread.h>
#include <sched.h>
#include <signal.h>

/**
 * struct lkl__lock - zeroed memory is an unlocked lock
 *
 * A signal handler may not wait for the code it interrupted. Sections that are
 * entered only with the kernel's CPU held are safe from it, since the kernel
 * turns handlers away; all others use lkl__lock_block_signals().
 */
struct lkl__lock {
	/* private: */
	int taken;
};

static inline void lkl__lock(struct lkl__lock *lock)
{
	int spins = 0;

	while (__atomic_exchange_n(&lock->taken, 1, __ATOMIC_ACQUIRE)) {
		while (__atomic_load_n(&lock->taken, __ATOMIC_RELAXED)) {
			if (++spins > 100)
				sched_yield();
		}
	}
}

static inline void lkl__unlock(struct lkl__lock *lock)
{
	__atomic_store_n(&lock->taken, 0, __ATOMIC_RELEASE);
}

static inline void lkl__lock_block_signals(struct lkl__lock *lock,
					   sigset_t *old)
{
	sigset_t all;

	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, old);
	lkl__lock(lock);
}

static inline void lkl__unlock_restore_signals(struct lkl__lock *lock,
					       const sigset_t *old)
{
	lkl__unlock(lock);
	pthread_sigmask(SIG_SETMASK, old, NULL);
}

#endif
