/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Being started: which calls the host may make when.
 */
#ifndef _LKL_START_H
#define _LKL_START_H

#include <linux/types.h>

/* The kernel's life; only lkl_bind_host(), boot, stop and fork change it. */
enum lkl_state {
	LKL_UNBOUND,
	LKL_BOUND,
	LKL_BOOTING,
	LKL_RUNNING,
	LKL_HALTING,
	LKL_PANICKED,
	LKL_HALTED,
	LKL_FREED,
};

extern int lkl_state_now;

static inline enum lkl_state lkl_state(void)
{
	return __atomic_load_n(&lkl_state_now, __ATOMIC_RELAXED);
}

bool lkl_state_change(enum lkl_state from, enum lkl_state to);
void lkl_state_set(enum lkl_state to);

/* Kernel code runs: from boot to the end of halt. */
static inline bool lkl_state_is_alive(void)
{
	enum lkl_state state = lkl_state();

	return state >= LKL_BOOTING && state <= LKL_HALTING;
}

/* Kernel code has run, and will not again. */
static inline bool lkl_state_is_over(void)
{
	return lkl_state() > LKL_HALTING;
}

/* Called by pid 1 when it would start user space. */
void lkl_start_booted(void);

#endif
