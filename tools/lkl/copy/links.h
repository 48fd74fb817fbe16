/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Which files with several hard links have been seen.
 */
#ifndef _LKL_COPY_LINKS_H
#define _LKL_COPY_LINKS_H

#include "copy/tree.h"

struct links;

/** links_open() - an empty table; NULL: no memory */
struct links *links_open(void);

/** links_close() - free it; NULL does nothing */
void links_close(struct links *links);

/**
 * links_see() - another name of a file
 * @st: of a file with several links
 * @number: set to the number of the file, 1 and up
 * @is_again: set to whether it was seen before
 * @is_last: set to whether all of its names were seen; it is forgotten then,
 *	and its number will be given to another file
 *
 * Return: 0, or -ENOMEM.
 */
int links_see(struct links *links, const struct tree_stat *st,
	      unsigned long *number, int *is_again, int *is_last);

#endif
