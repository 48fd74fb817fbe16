/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of which the operations of both trees are made.
 */
#ifndef _LKL_COPY_TREE_PARTS_H
#define _LKL_COPY_TREE_PARTS_H

#include "copy/tree.h"

struct lkl_statx;

extern const struct tree_file_ops host_file_ops, image_file_ops;
extern const struct tree_inode_ops host_inode_ops, image_inode_ops;
extern const struct tree_xattr_ops host_xattr_ops, image_xattr_ops;

/* What to ask statx(2) for. */
#define TREE_STATX	(LKL_STATX_BASIC_STATS | LKL_STATX_BTIME)

/** image_open_file() - see struct tree_ops */
int image_open_file(int at, const char *name);

/**
 * tree_stat_fill() - take over what statx(2) says
 *
 * The struct is the interface of Linux, inside and on the host.
 */
void tree_stat_fill(struct tree_stat *st, const struct lkl_statx *x);

#endif
