// SPDX-License-Identifier: GPL-2.0
/*
 * Devices of a kind by id, and which thread has which of them for itself.
 */
#include "dev/slots.h"

#include <errno.h>
#include <stddef.h>

struct lkl__slot *lkl__slots_at(const struct lkl__slots *slots, int id)
{
	return id >= 0 && id < slots->nr ? slots->at[id] : NULL;
}

struct lkl__slot *lkl__slots_at_rest(const struct lkl__slots *slots, int id)
{
	struct lkl__slot *slot = lkl__slots_at(slots, id);

	return slot && !slot->claimed ? slot : NULL;
}

/* Under the lock. Return: an id, or -errno. */
static int free_id(const struct lkl__slots *slots, const struct lkl__slot *slot,
		   bool (*is_same)(const struct lkl__slot *a,
				   const struct lkl__slot *b))
{
	int id = -ENFILE, i;

	for (i = slots->nr - 1; i >= 0; i--) {
		if (!slots->at[i])
			id = i;
		else if (is_same && is_same(slots->at[i], slot))
			return -EBUSY;
	}
	return id;
}

int lkl__slots_enter(struct lkl__slots *slots, struct lkl__slot *slot,
		     bool (*is_same)(const struct lkl__slot *a,
				     const struct lkl__slot *b))
{
	int id;

	pthread_mutex_lock(&slots->lock);
	id = free_id(slots, slot, is_same);
	if (id >= 0) {
		slot->id = id;
		slot->claimed = true;
		slots->at[id] = slot;
	}
	pthread_mutex_unlock(&slots->lock);
	return id;
}

struct lkl__slot *lkl__slots_claim(struct lkl__slots *slots, int id)
{
	struct lkl__slot *slot;

	pthread_mutex_lock(&slots->lock);
	while ((slot = lkl__slots_at(slots, id)) && slot->claimed)
		pthread_cond_wait(&slots->unclaimed, &slots->lock);
	if (slot)
		slot->claimed = true;
	pthread_mutex_unlock(&slots->lock);
	return slot;
}

void lkl__slots_unclaim(struct lkl__slots *slots, struct lkl__slot *slot)
{
	pthread_mutex_lock(&slots->lock);
	slot->claimed = false;
	pthread_cond_broadcast(&slots->unclaimed);
	pthread_mutex_unlock(&slots->lock);
}

void lkl__slots_leave(struct lkl__slots *slots, struct lkl__slot *slot)
{
	pthread_mutex_lock(&slots->lock);
	slots->at[slot->id] = NULL;
	pthread_cond_broadcast(&slots->unclaimed);
	pthread_mutex_unlock(&slots->lock);
}

void lkl__slots_abandon(struct lkl__slots *slots,
			void (*abandon)(struct lkl__slot *slot))
{
	int i;

	pthread_mutex_init(&slots->lock, NULL);
	pthread_cond_init(&slots->unclaimed, NULL);
	for (i = 0; i < slots->nr; i++) {
		if (slots->at[i])
			abandon(slots->at[i]);
		slots->at[i] = NULL;
	}
}
