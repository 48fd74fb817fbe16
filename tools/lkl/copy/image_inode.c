// SPDX-License-Identifier: GPL-2.0
/*
 * What inodes of an image have.
 */
#include <lkl_sys.h>

#include "copy/tree_parts.h"

static int image_stat(int at, const char *name, struct tree_stat *st)
{
	struct lkl_statx x;
	long err;

	err = lkl_sys_statx(at, name, LKL_AT_SYMLINK_NOFOLLOW |
			    (*name ? 0 : LKL_AT_EMPTY_PATH),
			    TREE_STATX, &x);
	if (err)
		return err;
	tree_stat_fill(st, &x);
	return 0;
}

static int image_set_owner(int at, const char *name, uint32_t uid, uint32_t gid)
{
	if (!*name)
		return lkl_sys_fchown(at, uid, gid);
	return lkl_sys_fchownat(at, name, uid, gid, LKL_AT_SYMLINK_NOFOLLOW);
}

static int image_set_mode(int at, const char *name, uint32_t mode)
{
	if (!*name)
		return lkl_sys_fchmod(at, (lkl_umode_t)mode);
	return lkl_sys_fchmodat(at, name, (lkl_umode_t)mode);
}

static int image_set_times(int at, const char *name, const struct tree_stat *st)
{
	struct __lkl__kernel_timespec times[2] = {
		{ .tv_sec = st->atime.sec, .tv_nsec = st->atime.nsec },
		{ .tv_sec = st->mtime.sec, .tv_nsec = st->mtime.nsec },
	};

	return lkl_sys_utimensat(at, *name ? name : NULL, times,
				 *name ? LKL_AT_SYMLINK_NOFOLLOW : 0);
}

const struct tree_inode_ops image_inode_ops = {
	.stat = image_stat,
	.set_owner = image_set_owner,
	.set_mode = image_set_mode,
	.set_times = image_set_times,
};
