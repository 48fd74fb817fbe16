/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices of a kind by id, for one thread at a time to change.
 */
#ifndef _LKL_DEV_SLOTS_H
#define _LKL_DEV_SLOTS_H

#include <pthread.h>
#include <stdbool.h>

/** struct lkl__slot - one that may be in a table; comes first in its struct */
struct lkl__slot {
	/** @id: where it is */
	int id;
	/* private: */
	bool claimed;
};

/** struct lkl__slots - a table, made with LKL__SLOTS() */
struct lkl__slots {
	/** @lock: protects the table and who has claimed what */
	pthread_mutex_t lock;
	/* private: */
	pthread_cond_t unclaimed;
	struct lkl__slot **at;
	int nr;
};

/** define LKL__SLOTS - a table of all of @array, of pointers that are NULL */
#define LKL__SLOTS(array) {					\
	.lock = PTHREAD_MUTEX_INITIALIZER,			\
	.unclaimed = PTHREAD_COND_INITIALIZER,			\
	.at = (array),						\
	.nr = sizeof(array) / sizeof(*(array)),			\
}

/**
 * lkl__slots_enter() - give one an id
 * @slots: the table
 * @slot: will be claimed by the caller
 * @is_same: whether two must not be there together, or NULL
 *
 * Return: the id; -ENFILE; -EBUSY if one is there that @is_same says.
 */
int lkl__slots_enter(struct lkl__slots *slots, struct lkl__slot *slot,
		     bool (*is_same)(const struct lkl__slot *a,
				     const struct lkl__slot *b));

/**
 * lkl__slots_claim() - have one for oneself
 * @slots: the table
 * @id: its id
 *
 * Waits for the thread that has it. The lock is not held meanwhile: to plug a
 * device in or pull it out takes as long as its storage wants it to, or waits
 * for threads that call functions of the program, which may ask for others.
 * Return: it, or NULL if there is none of this id.
 */
struct lkl__slot *lkl__slots_claim(struct lkl__slots *slots, int id);

/** lkl__slots_unclaim() - let others have it */
void lkl__slots_unclaim(struct lkl__slots *slots, struct lkl__slot *slot);

/** lkl__slots_leave() - take one that was claimed out of the table */
void lkl__slots_leave(struct lkl__slots *slots, struct lkl__slot *slot);

/** lkl__slots_at() - with the lock: what has an id, or NULL */
struct lkl__slot *lkl__slots_at(const struct lkl__slots *slots, int id);

/**
 * lkl__slots_at_rest() - with the lock: what has an id and is not claimed
 *
 * Of one that is being plugged in or pulled out nothing is known yet.
 */
struct lkl__slot *lkl__slots_at_rest(const struct lkl__slots *slots, int id);

/**
 * lkl__slots_abandon() - in a child of fork(): they are the parent's
 * @slots: the table, empty from here on
 * @abandon: called with each
 */
void lkl__slots_abandon(struct lkl__slots *slots,
			void (*abandon)(struct lkl__slot *slot));

#endif
