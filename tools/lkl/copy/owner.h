/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whose files become whose.
 */
#ifndef _LKL_COPY_OWNER_H
#define _LKL_COPY_OWNER_H

#include "copy/tree.h"

/** struct owner_map - from owners to owners; all zero keeps them */
struct owner_map {
	/* private: */
	struct owner_rule *rules;
	unsigned int nr;
};

/**
 * owner_all() - everything is of one user, or group
 * @map: the map
 * @is_group: 1: group, 0: user
 * @arg: a number; a name of the host's
 *
 * Comes before what owner_read() read, wherever it is given.
 * Return: 0; -EINVAL if there is no such name; -ENOMEM.
 */
int owner_all(struct owner_map *map, int is_group, const char *arg);

/**
 * owner_read() - read a file of rules
 * @map: the map
 * @path: its lines are "u FROM TO" for users and "g FROM TO" for groups, FROM
 *	being a number, a range 1000-1999 or *; a range is mapped to one that
 *	begins with TO. The first line that fits counts. Empty lines and those
 *	that begin with # are comments.
 * @line: set to the number of the line that is wrong
 *
 * Return: 0; -EINVAL if a line is wrong; -errno.
 */
int owner_read(struct owner_map *map, const char *path, unsigned int *line);

/** owner_apply() - change uid and gid of @st */
void owner_apply(const struct owner_map *map, struct tree_stat *st);

/** owner_free() - free what it holds */
void owner_free(struct owner_map *map);

#endif
