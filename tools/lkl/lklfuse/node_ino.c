// SPDX-License-Identifier: GPL-2.0
/*
 * Nodes of file systems without handles whose inode numbers stay the same.
 *
 * A file may have several names. The node knows the one that was seen last; if
 * that is removed and there are others, the file is pinned until one of them is
 * seen. Some thousands of pins would fill a small kernel: further files are
 * stale until then, and the host asks for their names when it is told so.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lklfuse/node_place.h"

#define PINS_MAX	1024

static uint32_t hash_of(uint64_t ino)
{
	return hash_bytes(0, &ino, sizeof(ino));
}

/* With the lock. */
static struct node *known(struct nodes *nodes, uint64_t ino)
{
	struct node *node = node_first(nodes, hash_of(ino));

	while (node && to_place_node(node)->ino != ino)
		node = node_next(node);
	return node;
}

static void close_pin(struct nodes *nodes, struct place_node *p)
{
	int pin;

	pthread_mutex_lock(&nodes->lock);
	pin = p->pin;
	p->pin = -1;
	nodes->nr_pins -= pin >= 0;
	pthread_mutex_unlock(&nodes->lock);
	if (pin >= 0)
		lkl_sys_close(pin);
}

static struct node *make(struct nodes *nodes, const struct place *place)
{
	struct place_node *p = place_alloc(place);

	if (!p)
		return NULL;
	if (p->parent)
		p->parent->nr_refs++;
	node_insert(nodes, &p->node, hash_of(p->ino));
	return &p->node;
}

/* With the lock. */
static bool is_at(const struct node *node, const struct place *place)
{
	const struct place_node *p = to_place_node((struct node *)node);

	return p->parent == place->dir && p->name &&
	       !strcmp(p->name, place->name);
}

static int ino_find(struct nodes *nodes, struct place *place,
		    struct node **node)
{
	bool elsewhere = false;

	pthread_mutex_lock(&nodes->lock);
	*node = known(nodes, place->st->stx_ino);
	if (*node) {
		(*node)->nr_lookups++;
		elsewhere = *node != nodes->root && !is_at(*node, place);
	} else {
		*node = make(nodes, place);
	}
	pthread_mutex_unlock(&nodes->lock);
	if (elsewhere && !place_set(nodes, to_place_node(*node), place))
		close_pin(nodes, to_place_node(*node));
	return *node ? 0 : -ENOMEM;
}

/* What is there now may be another file than the one that the host knows. */
static int ino_open(struct nodes *nodes, struct node *node, int flags)
{
	struct lkl_statx st;
	int fd, err;

	fd = place_open(nodes, node, flags);
	if (fd < 0)
		return fd;
	err = lkl_sys_statx(fd, "", LKL_AT_EMPTY_PATH, LKL_STATX_INO, &st);
	if (!err && st.stx_ino != to_place_node(node)->ino)
		err = -ESTALE;
	if (err)
		lkl_sys_close(fd);
	return err ? err : fd;
}

/* Of a file with more names than the one that goes. */
static void pin(struct nodes *nodes, struct place_node *p)
{
	int fd = ino_open(nodes, &p->node, LKL_O_PATH);

	pthread_mutex_lock(&nodes->lock);
	if (fd >= 0 && p->pin < 0 && nodes->nr_pins < PINS_MAX) {
		p->pin = fd;
		nodes->nr_pins++;
		fd = -1;
	}
	pthread_mutex_unlock(&nodes->lock);
	if (fd >= 0)
		lkl_sys_close(fd);
}

static bool has_more_names(const struct node *node, const struct place *place)
{
	return !node->is_dir && place->st->stx_nlink > 1;
}

static int ino_peek(struct nodes *nodes, struct place *place, bool goes,
		    struct node **node)
{
	bool homeless = false;

	pthread_mutex_lock(&nodes->lock);
	*node = known(nodes, place->st->stx_ino);
	if (*node) {
		(*node)->nr_refs++;
		homeless = goes && has_more_names(*node, place) &&
			   is_at(*node, place);
	}
	pthread_mutex_unlock(&nodes->lock);
	if (homeless)
		pin(nodes, to_place_node(*node));
	return 0;
}

static void ino_removed(struct nodes *nodes, const struct place *place,
			struct node *node)
{
	bool homeless;

	pthread_mutex_lock(&nodes->lock);
	homeless = is_at(node, place);
	if (!has_more_names(node, place)) {
		node->is_dead = true;
		node_unhash(nodes, node);
	}
	pthread_mutex_unlock(&nodes->lock);
	if (homeless && !node->is_dead)
		place_set(nodes, to_place_node(node), NULL);
}

static void ino_moved(struct nodes *nodes, const struct place *to,
		      struct node *node)
{
	place_set(nodes, to_place_node(node), to);
}

const struct node_kind ino_kind = {
	.find = ino_find,
	.open = ino_open,
	.peek = ino_peek,
	.removed = ino_removed,
	.moved = ino_moved,
	.free = place_free,
};
