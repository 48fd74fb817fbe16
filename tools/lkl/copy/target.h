/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where copies go to: what cp(1) makes of the name of its target.
 */
#ifndef _LKL_COPY_TARGET_H
#define _LKL_COPY_TARGET_H

#include "copy/tree.h"

/**
 * struct target - a target
 * @at: directory that copies go into, or -1
 * @path: of that directory, for messages
 * @name: what the only source is called there; NULL: what it was called
 * @must_be_dir: the only source has to be a directory
 */
struct target {
	int at;
	char *path, *name;
	int must_be_dir;
};

/**
 * target_find() - find out what a target means
 * @target: set
 * @tree: the tree
 * @dest: the path
 * @nr_sources: how many sources there are
 *
 * Return: 0, or -errno, which has been reported.
 */
int target_find(struct target *target, struct tree *tree, const char *dest,
		unsigned int nr_sources);

/** target_free() - close and free what it holds */
void target_free(struct target *target, struct tree *tree);

#endif
