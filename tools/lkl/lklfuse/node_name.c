// SPDX-License-Identifier: GPL-2.0
/*
 * Nodes of file systems that number their files anew whenever they read them,
 * and take a name for a file that is written in several ways: FAT, exFAT.
 *
 * A file is where it is: there are no links. The node has the name by which the
 * file was first seen.
 */
#include <errno.h>
#include <stdlib.h>

#include "lklfuse/node_known.h"
#include "lklfuse/node_place.h"
#include "lklfuse/turn.h"

static struct node *make(struct nodes *nodes, const struct place *place)
{
	struct place_node *p = place_alloc(place);

	if (!p)
		return NULL;
	if (p->parent)
		p->parent->nr_refs++;
	node_insert(nodes, &p->node, known_hash(p->parent, p->name));
	return &p->node;
}

/* Return: the node, with a lookup or a reference counted, or NULL. */
static struct node *take_exact(struct nodes *nodes, const struct place *place,
			       bool lookup)
{
	struct node *node;

	pthread_mutex_lock(&nodes->lock);
	node = known_node(nodes, place->dir, place->name);
	if (node && lookup)
		node->nr_lookups++;
	else if (node)
		node->nr_refs++;
	pthread_mutex_unlock(&nodes->lock);
	return node;
}

/* Return: the node, with a lookup counted, or NULL without memory. */
static struct node *take_or_make(struct nodes *nodes, const struct place *place)
{
	struct node *node;

	pthread_mutex_lock(&nodes->lock);
	node = known_node(nodes, place->dir, place->name);
	if (node)
		node->nr_lookups++;
	else
		node = make(nodes, place);
	pthread_mutex_unlock(&nodes->lock);
	return node;
}

/*
 * The name is found and taken by one thread at a time, or two that write it in
 * two ways would make two nodes for one file.
 */
static int find_slowly(struct nodes *nodes, const struct place *place,
		       struct node **node)
{
	char name[LKL_PATH_MAX];
	struct place real = *place;
	int err;

	turn_lock(&nodes->naming);
	err = known_name(nodes, place, name);
	real.name = name;
	if (!err)
		*node = take_or_make(nodes, &real);
	pthread_mutex_unlock(&nodes->naming);
	return err;
}

static int name_find(struct nodes *nodes, struct place *place,
		     struct node **node)
{
	int err = 0;

	*node = take_exact(nodes, place, true);
	if (!*node && place->dir)
		err = find_slowly(nodes, place, node);
	else if (!*node)
		*node = take_or_make(nodes, place);
	if (err)
		return err;
	if (*node)
		place->st->stx_ino = to_place_node(*node)->ino;
	return *node ? 0 : -ENOMEM;
}

static int name_peek(struct nodes *nodes, struct place *place, bool goes,
		     struct node **node)
{
	char name[LKL_PATH_MAX];
	struct place real = *place;
	int err;

	(void)goes;
	*node = take_exact(nodes, place, false);
	if (*node)
		return 0;
	err = known_name(nodes, place, name);
	real.name = name;
	if (!err)
		*node = take_exact(nodes, &real, false);
	return err;
}

static void name_removed(struct nodes *nodes, const struct place *place,
			 struct node *node)
{
	(void)place;
	pthread_mutex_lock(&nodes->lock);
	node->is_dead = true;
	node_unhash(nodes, node);
	pthread_mutex_unlock(&nodes->lock);
}

static void name_moved(struct nodes *nodes, const struct place *to,
		       struct node *node)
{
	pthread_mutex_lock(&nodes->lock);
	node_unhash(nodes, node);
	pthread_mutex_unlock(&nodes->lock);
	if (place_set(nodes, to_place_node(node), to)) {
		node->is_dead = true;
		return;
	}
	pthread_mutex_lock(&nodes->lock);
	node_rehash(nodes, node, known_hash(to->dir, to->name));
	pthread_mutex_unlock(&nodes->lock);
}

static uint64_t name_dirent_ino(struct nodes *nodes, struct node *dir,
				const char *name, uint64_t ino)
{
	struct node *node;

	pthread_mutex_lock(&nodes->lock);
	node = known_node(nodes, dir, name);
	if (node)
		ino = to_place_node(node)->ino;
	pthread_mutex_unlock(&nodes->lock);
	return ino;
}

const struct node_kind name_kind = {
	.find = name_find,
	.open = place_open,
	.peek = name_peek,
	.removed = name_removed,
	.moved = name_moved,
	.dirent_ino = name_dirent_ino,
	.free = place_free,
};
