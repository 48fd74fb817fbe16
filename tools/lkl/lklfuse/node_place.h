/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Nodes that know where their file is: in which directory, by which name.
 *
 * For file systems without handles. The directory's node is held, and has a
 * place of its own, up to the root.
 */
#ifndef LKLFUSE_NODE_PLACE_H
#define LKLFUSE_NODE_PLACE_H

#include "lklfuse/node.h"

/** struct place_node - a node with a place */
struct place_node {
	/** @node: the node */
	struct node node;
	/** @ino: the inode number that it was first seen with */
	uint64_t ino;
	/** @parent: of its place; NULL of the root, and if it has none */
	struct node *parent;
	/** @name: of its place, or NULL */
	char *name;
	/** @pin: the file, while it has links but none that is known, or -1 */
	int pin;
};

static inline struct place_node *to_place_node(struct node *node)
{
	_Static_assert(offsetof(struct place_node, node) == 0,
		       "a node is the start of what its kind knows");
	return (struct place_node *)node;
}

/** place_alloc() - a node at @place, not yet in the table; NULL: no memory */
struct place_node *place_alloc(const struct place *place);

/** place_free() - see struct node_kind */
void place_free(struct nodes *nodes, struct node *node);

/**
 * place_open() - open the file of a node where it is
 * @nodes: all nodes
 * @node: the node
 * @flags: LKL_O_*
 *
 * Return: a descriptor; -ESTALE if it has no place any more; -errno.
 */
int place_open(struct nodes *nodes, struct node *node, int flags);

/**
 * place_set() - a node is somewhere else now
 * @nodes: all nodes
 * @node: the node, NULL place before or not
 * @place: where, or NULL: nowhere that is known
 *
 * Return: 0 or -ENOMEM, it is as before then.
 */
int place_set(struct nodes *nodes, struct place_node *node,
	      const struct place *place);

#endif
