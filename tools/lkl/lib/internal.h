/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the library know of each other: the thread they run on,
 * and when the kernel starts and stops.
 */
#ifndef _LKL_INTERNAL_H
#define _LKL_INTERNAL_H

#include <asm/entry.h>

/**
 * struct lkl__stage - a part of the library that follows the kernel's life
 *
 * Static in its owner, registered once with lkl__stage_add() by whatever
 * function of the owner is called first.
 */
struct lkl__stage {
	/**
	 * @start: The kernel has booted: plug in what was added before.
	 * Return: 0, or -errno, which ends lkl_start_kernel() with a halt.
	 */
	int (*start)(void);
	/**
	 * @stop: The kernel has halted, or failed to boot before @start was
	 * called. No worker runs, nothing calls into the owner any more: free
	 * what belongs to the kernel's life.
	 */
	void (*stop)(void);
	/**
	 * @abandon: This is a child of fork(), and kernel and host objects are
	 * the parent's: forget them. Close descriptors that the parent shall
	 * be the last to have; unlock nothing, call nobody. May be NULL.
	 * Context: the only thread; what threads of the parent had locked
	 * stays locked for ever.
	 */
	void (*abandon)(void);
	/* private: */
	struct lkl__stage *next;
	int added;
};

/**
 * lkl__stage_add() - register a part of the library
 * @stage: static; adding it again does nothing
 *
 * If the kernel runs already, @start is not called; the owner sees this by
 * lkl_is_running() and plugs in at once. Stages start in the order in which
 * they were added and stop in the opposite one.
 */
void lkl__stage_add(struct lkl__stage *stage);

/**
 * lkl__self() - the calling host thread as the kernel knows it
 *
 * The first call of a thread arranges for lkl_end_thread() at its end.
 * Return: never NULL; lives as long as the thread.
 */
struct lkl_thread *lkl__self(void);

#endif
