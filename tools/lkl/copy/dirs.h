/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The directories from a root down to where a copy is at, of which not too many
 * are open at a time.
 */
#ifndef _LKL_COPY_DIRS_H
#define _LKL_COPY_DIRS_H

#include "copy/tree.h"

/**
 * struct dirs - a stack of directories; all zero is an empty one
 */
struct dirs {
	/* private: */
	struct dirs_level *levels;
	unsigned long nr, room, first_open;
};

/**
 * dirs_push() - go down into a directory
 * @dirs: the stack
 * @tree: the tree
 * @fd: the directory; the stack's from now on, even in case of an error
 *
 * Return: 0 or -errno.
 */
int dirs_push(struct dirs *dirs, struct tree *tree, int fd);

/** dirs_top() - where we are; a descriptor, or -errno if it got lost */
int dirs_top(const struct dirs *dirs);

/** dirs_depth() - how many there are */
unsigned long dirs_depth(const struct dirs *dirs);

/** dirs_dev() - tree_stat.dev of the directory at this depth, 1 and up */
uint64_t dirs_dev(const struct dirs *dirs, unsigned long depth);

/** dirs_pop() - go up; opens again what is there, if it was closed */
void dirs_pop(struct dirs *dirs, struct tree *tree);

/** dirs_free() - close all, free everything */
void dirs_free(struct dirs *dirs, struct tree *tree);

#endif
