/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A bounded set of changed blocks in memory, found by their number.
 */
#ifndef _LKL_DEV_BLK_COW_H
#define _LKL_DEV_BLK_COW_H

#include <stddef.h>
#include <stdint.h>

/** define LKL__COW_BYTES - size of a block */
#define LKL__COW_BYTES	4096U

struct lkl__cow_slot;
struct lkl__cow_chunk;

/**
 * struct lkl__cow - the set; all zero but @limit is the empty one
 * @limit: how many blocks it may hold
 *
 * The owner has a lock: lkl__cow_find() may run beside itself, all else alone.
 * Its memory is not malloc()'s, which a signal handler that calls the kernel
 * may have interrupted.
 */
struct lkl__cow {
	uint64_t limit;
	/* private: */
	struct lkl__cow_slot *slots;
	size_t nr_slots;
	size_t used;
	struct lkl__cow_chunk *chunks;
};

/** lkl__cow_find() - the contents of block number @nr, or NULL */
char *lkl__cow_find(const struct lkl__cow *cow, uint64_t nr);

/**
 * lkl__cow_add() - add a block
 * @cow: the set
 * @nr: its number; not in the set yet
 * @data: set to its contents, which the caller fills in
 *
 * Return: 0; -ENOSPC if the limit is reached; -ENOMEM.
 */
int lkl__cow_add(struct lkl__cow *cow, uint64_t nr, char **data);

/** lkl__cow_undo() - take out the block that was added last, number @nr */
void lkl__cow_undo(struct lkl__cow *cow, uint64_t nr);

/** lkl__cow_free() - free all blocks */
void lkl__cow_free(struct lkl__cow *cow);

#endif
