/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The names in a directory, some of them at a time.
 */
#ifndef _LKL_COPY_NAMES_H
#define _LKL_COPY_NAMES_H

#include "copy/tree.h"

/**
 * struct names - names in a directory; all zero is one not read yet
 *
 * Holds some 10 KiB of names, or all if they are sorted, and goes on in the
 * directory behind them.
 */
struct names {
	/* private: */
	char *text;
	unsigned long len, pos, room, ahead, nr_ahead;
	int64_t next;
	int has_ended, is_sorted, err;
};

/** names_sort() - have all names sorted; before the first names_next() */
void names_sort(struct names *names);

/**
 * names_next() - the next name
 * @names: the names
 * @tree: the tree
 * @fd: the directory; may be another descriptor than before
 * @name: set to the name, valid until the next call, or NULL at the end
 * @type: set to DT_*
 *
 * Return: 0 or -errno; the end comes next then. What was read before the error
 * has come before it.
 */
int names_next(struct names *names, struct tree *tree, int fd,
	       const char **name, unsigned int *type);

/**
 * names_ahead() - a name that will come, each of them once
 * @names: the names
 * @max: how many names to look ahead
 * @type: set to DT_*
 *
 * Return: the name, or NULL if no further one is known or wanted.
 */
const char *names_ahead(struct names *names, unsigned long max,
			unsigned int *type);

/** names_free() - free what it holds */
void names_free(struct names *names);

#endif
