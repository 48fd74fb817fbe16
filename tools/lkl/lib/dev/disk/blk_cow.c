// SPDX-License-Identifier: GPL-2.0
/*
 * Changed blocks in a hash table with linear probing, at most half full.
 */
#include "dev/disk/blk_cow.h"

#include <errno.h>
#include <sys/mman.h>

#define FIRST_SLOTS	1024
#define CHUNK_BLOCKS	63

/* A slot is free if it has no data. */
struct lkl__cow_slot {
	uint64_t nr;
	char *data;
};

/* Blocks, given out one after the other; the last chunk is first. */
struct lkl__cow_chunk {
	struct lkl__cow_chunk *next;
	unsigned int nr_taken;
	char blocks[CHUNK_BLOCKS][LKL__COW_BYTES]
		__attribute__((aligned(LKL__COW_BYTES)));
};

/* Zeroed, and nothing of it is in memory before it is touched. */
static void *map(size_t bytes)
{
	void *mem = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mem == MAP_FAILED ? NULL : mem;
}

static char *take_block(struct lkl__cow *cow)
{
	struct lkl__cow_chunk *chunk = cow->chunks;

	if (!chunk || chunk->nr_taken == CHUNK_BLOCKS) {
		chunk = map(sizeof(*chunk));
		if (!chunk)
			return NULL;
		chunk->next = cow->chunks;
		cow->chunks = chunk;
	}
	return chunk->blocks[chunk->nr_taken++];
}

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
	struct lkl__cow_slot *slots = map(nr_slots * sizeof(*slots));

	if (!slots)
		return -ENOMEM;
	for (i = 0; i < cow->nr_slots; i++) {
		if (cow->slots[i].data)
			*probe(slots, nr_slots, cow->slots[i].nr) =
				cow->slots[i];
	}
	if (cow->slots)
		munmap(cow->slots, cow->nr_slots * sizeof(*slots));
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
	*data = take_block(cow);
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
	slot->data = NULL;
	cow->used--;
	cow->chunks->nr_taken--;
}

void lkl__cow_free(struct lkl__cow *cow)
{
	struct lkl__cow_chunk *chunk;

	while ((chunk = cow->chunks)) {
		cow->chunks = chunk->next;
		munmap(chunk, sizeof(*chunk));
	}
	if (cow->slots)
		munmap(cow->slots, cow->nr_slots * sizeof(*cow->slots));
}
