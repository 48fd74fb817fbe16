/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Alternate signal stacks, for faults on kernel stacks that are full.
 */
#ifndef _LKL_HOST_ALTSTACK_H
#define _LKL_HOST_ALTSTACK_H

/** struct lkl__altstack - zeroed: none */
struct lkl__altstack {
	void *base;
	unsigned long bytes;
};

/**
 * lkl__altstack_set() - give the calling thread an alternate stack
 * @alt: remembers it
 *
 * Does nothing if the thread has one. Without memory it goes without.
 */
void lkl__altstack_set(struct lkl__altstack *alt);

/**
 * lkl__altstack_drop() - undo lkl__altstack_set()
 * @alt: from there, by the same thread
 */
void lkl__altstack_drop(struct lkl__altstack *alt);

#endif
