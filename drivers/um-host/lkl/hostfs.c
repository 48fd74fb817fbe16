// SPDX-License-Identifier: GPL-2.0
/*
 * A root of hostfs that is no folder, or is not there, is named. mount(2) has a
 * number only, and its caller may not know of the parameter "hostfs=".
 */
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/fs_context.h>
#include <linux/printk.h>
#include <linux/slab.h>

#include "hostfs.h"

/* How the driver's struct begins, which nobody else knows. */
struct root {
	const char *path;
};

/* A file would be a root for whoever mounts it on a file. */
static int get_folder(struct fs_context *fc,
		      int (*fill)(struct super_block *, struct fs_context *))
{
	int err = get_tree_nodev(fc, fill);

	if (err || d_is_dir(fc->root))
		return err;
	fc_drop_locked(fc);
	return -ENOTDIR;
}

/* The driver's path is gone after an error. */
int lkl_um_hostfs_get_tree(struct fs_context *fc,
			   int (*fill)(struct super_block *,
				       struct fs_context *))
{
	const struct root *root = fc->s_fs_info;
	const char *path = kstrdup(root->path, GFP_KERNEL);
	int err;

	if (!path)
		return -ENOMEM;
	err = get_folder(fc, fill);
	if (err)
		pr_err("hostfs=%s: cannot be mounted: %pe\n", path,
		       ERR_PTR(err));
	kfree(path);
	return err;
}
