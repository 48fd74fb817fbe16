/* SPDX-License-Identifier: GPL-2.0 */
/*
 * By which of the ways to write a name a file is known.
 */
#ifndef LKLFUSE_NODE_KNOWN_H
#define LKLFUSE_NODE_KNOWN_H

#include "lklfuse/node.h"

/** known_hash() - of a place: the same for all ways to write the name */
uint32_t known_hash(const struct node *dir, const char *name);

/** known_node() - with the lock: the node of exactly this name, or NULL */
struct node *known_node(struct nodes *nodes, const struct node *dir,
			const char *name);

/**
 * known_name() - the name that the node of a place has, or would get
 * @nodes: all nodes; without the lock
 * @place: what is there exists
 * @name: set to it, of LKL_PATH_MAX bytes
 *
 * It is the name of the place, unless the file is known by another one. A short
 * name has nothing in common with the long one, which is what the directory
 * has.
 * Return: 0 or -errno.
 */
int known_name(struct nodes *nodes, const struct place *place, char *name);

#endif
