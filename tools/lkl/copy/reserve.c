// SPDX-License-Identifier: GPL-2.0
/*
 * How long a copy may go on where the host has little room for its image.
 */
#include "copy/reserve_room.h"
#include "copy/tree.h"

/* A look for so many items, while there is enough. */
#define LOOKS		16
/*
 * What may be in memory, as a share of what is free: contents, and as much of
 * inodes, directories and their like, which are some blocks for each entry, in
 * a journal or two copies. Both fit into the reserve, should somebody else take
 * all the rest. Not less often than it must be: each time takes room, too.
 */
#define PENDING_SHARE	8
#define ENTRY_BYTES	(32ULL << 10)
/* What an entry takes where there is no journal: no more, as a rule. */
#define FILE_BYTES	(8ULL << 10)

/* What others cannot take; where nothing can be held, what they have not. */
static uint64_t held(struct reserve *reserve, uint64_t room)
{
	return reserve->fd < 0 ? room : reserve_left(reserve);
}

/* If all that the image can grow by is held, nothing in memory lacks room. */
static void set_limits(struct tree *tree, uint64_t room)
{
	struct reserve *reserve = tree->reserve;
	uint64_t sure = held(reserve, room), bytes, entries;

	if (!reserve->is_near || reserve->keeps_limits)
		return;
	if (sure >= reserve_growth(reserve)) {
		tree->settle_bytes = reserve->most_bytes;
		tree->settle_entries = reserve->most_entries;
		return;
	}
	bytes = (room > sure ? room : sure) / PENDING_SHARE + 1;
	entries = bytes / ENTRY_BYTES + 1;
	if (!reserve->most_bytes || bytes < reserve->most_bytes)
		tree->settle_bytes = bytes;
	if (!reserve->most_entries || entries < reserve->most_entries)
		tree->settle_entries = (unsigned long)entries;
}

void reserve_attach(struct reserve *reserve, struct tree *tree)
{
	tree->reserve = reserve;
	reserve->most_bytes = tree->settle_bytes;
	reserve->most_entries = tree->settle_entries;
	set_limits(tree, reserve->size);
}

/* Return: whether it was not so before. */
static int come_near(struct reserve *reserve, uint64_t room)
{
	if (reserve->is_near || !reserve_is_near(reserve, room))
		return 0;
	if (reserve_take(reserve, room))
		reserve_set_short(reserve);
	return 1;
}

/* Whether what is in memory may be more than there is room for. */
static int is_over(struct reserve *reserve, uint64_t room, uint64_t bytes,
		   uint64_t entries)
{
	if (reserve->fd < 0 && room < reserve->size / 2)
		return 1;
	if (!reserve->keeps_limits || room == UINT64_MAX)
		return 0;
	return room + reserve_left(reserve) <
	       bytes + bytes / 8 + entries * FILE_BYTES + RESERVE_LEAST;
}

int reserve_watch(struct tree *tree, uint64_t bytes, uint64_t entries)
{
	struct reserve *reserve = tree->reserve;
	uint64_t room;
	int is_new;

	if (!reserve || reserve->image < 0 ||
	    (!reserve->is_near && ++reserve->looks % LOOKS))
		return 0;
	room = reserve_available(reserve);
	is_new = come_near(reserve, room);
	if (reserve->is_near && is_over(reserve, room, bytes, entries))
		reserve_set_short(reserve);
	set_limits(tree, room);
	return is_new && !reserve->keeps_limits;
}

int reserve_is_short(const struct tree *tree)
{
	return tree->reserve &&
	       __atomic_load_n(&tree->reserve->is_short, __ATOMIC_ACQUIRE);
}
