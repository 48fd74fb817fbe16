// SPDX-License-Identifier: GPL-2.0
/*
 * Changed blocks in a hash table with linear probing, at most half full.
 */
#include "dev/disk/blk_cow.h"

#include <errno.h>
#include <stdlib.h>

#define FIRST_SLOTS	1024

/* A slot is free if it has no data. */
struct lkl__cow_slot {
	uint64_t nr;
	char *data;
};

/* Multiplying by 2^64 over the golden ratio spreads neighbours. */
static size_t hash(uint64_t nr, size_t nr_slots)
{
	return (nr * 0x9e3779b97f4a7c15ULL >> 32) & (nr_slots - 1);
}

static struct lkl__cow_slot *probe(struct lkl__cow_slot *slots, size_t nr_slots,
				   uint64_t nr)
{
	size_t i = hash(nr, nr_slots);

	while (slots[i].data && slots[i].nr != nr)
		i = (i + 1) & (nr_slots - 1);
	return &slots[i];
}

char *lkl__cow_find(const struct lkl__cow *cow, uint64_t nr)
{
	return cow->used ? probe(cow->slots, cow->nr_slots, nr)->data : NULL;
}

static int grow(struct lkl__cow *cow)
{
	size_t nr_slots = cow->nr_slots ? cow->nr_slots * 2 : FIRST_SLOTS, i;
	struct lkl__cow_slot *slots = calloc(nr_slots, sizeof(*slots));

	if (!slots)
		return -ENOMEM;
	for (i = 0; i < cow->nr_slots; i++) {
		if (cow->slots[i].data)
			*probe(slots, nr_slots, cow->slots[i].nr) =
				cow->slots[i];
	}
	free(cow->slots);
	cow->slots = slots;
	cow->nr_slots = nr_slots;
	return 0;
}

int lkl__cow_add(struct lkl__cow *cow, uint64_t nr, char **data)
{
	struct lkl__cow_slot *slot;

	if (cow->used >= cow->limit)
		return -ENOSPC;
	if (cow->used * 2 >= cow->nr_slots && grow(cow))
		return -ENOMEM;
	*data = malloc(LKL__COW_BYTES);
	if (!*data)
		return -ENOMEM;
	slot = probe(cow->slots, cow->nr_slots, nr);
	slot->nr = nr;
	slot->data = *data;
	cow->used++;
	return 0;
}

void lkl__cow_undo(struct lkl__cow *cow, uint64_t nr)
{
	struct lkl__cow_slot *slot = probe(cow->slots, cow->nr_slots, nr);

	/* Nothing was added after it, so no probe leads across this slot. */
	free(slot->data);
	slot->data = NULL;
	cow->used--;
}

void lkl__cow_free(struct lkl__cow *cow)
{
	size_t i;

	for (i = 0; i < cow->nr_slots; i++)
		free(cow->slots[i].data);
	free(cow->slots);
}
