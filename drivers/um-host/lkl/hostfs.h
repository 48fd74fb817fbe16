/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the stock hostfs calls here instead of the kernel.
 */
#ifndef _UM_HOST_LKL_HOSTFS_H
#define _UM_HOST_LKL_HOSTFS_H

struct fs_context;
struct super_block;

/**
 * lkl_um_hostfs_get_tree() - get_tree_nodev() of a folder of the host
 * @fc: of the mount; its private data begins with the path
 * @fill: the driver's
 *
 * The console names what cannot be mounted, and says why.
 *
 * Context: a task of mount(2). Return: 0 or -errno; -ENOTDIR for a file.
 */
int lkl_um_hostfs_get_tree(struct fs_context *fc,
			   int (*fill)(struct super_block *,
				       struct fs_context *));

#endif
