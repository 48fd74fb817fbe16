// SPDX-License-Identifier: GPL-2.0
/*
 * What inodes of the host have.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <lkl_sys.h>

#include "copy/tree_parts.h"

static int result(long ret)
{
	return ret < 0 ? -errno : 0;
}

static int look(int at, const char *name, int flags, struct tree_stat *st)
{
	struct lkl_statx x;

	if (syscall(SYS_statx, at, name, flags, TREE_STATX, &x))
		return -errno;
	tree_stat_fill(st, &x);
	return 0;
}

int host_stat(const char *path, struct tree_stat *st)
{
	return look(AT_FDCWD, path, 0, st);
}

int host_is_same(const char *a, const char *b)
{
	struct tree_stat of_a, of_b;

	return !host_stat(a, &of_a) && !host_stat(b, &of_b) &&
	       tree_stat_same(&of_a, &of_b);
}

static int host_stat_at(int at, const char *name, struct tree_stat *st)
{
	return look(at, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT |
		    (*name ? 0 : AT_EMPTY_PATH), st);
}

static int host_set_owner(int at, const char *name, uint32_t uid, uint32_t gid)
{
	if (!*name)
		return result(fchown(at, uid, gid));
	return result(fchownat(at, name, uid, gid, AT_SYMLINK_NOFOLLOW));
}

static int host_set_mode(int at, const char *name, uint32_t mode)
{
	if (!*name)
		return result(fchmod(at, mode));
	return result(fchmodat(at, name, mode, AT_SYMLINK_NOFOLLOW));
}

static int host_set_times(int at, const char *name, const struct tree_stat *st)
{
	struct timespec times[2] = {
		{ .tv_sec = st->atime.sec, .tv_nsec = st->atime.nsec },
		{ .tv_sec = st->mtime.sec, .tv_nsec = st->mtime.nsec },
	};

	if (!*name)
		return result(futimens(at, times));
	return result(utimensat(at, name, times, AT_SYMLINK_NOFOLLOW));
}

const struct tree_inode_ops host_inode_ops = {
	.stat = host_stat_at,
	.set_owner = host_set_owner,
	.set_mode = host_set_mode,
	.set_times = host_set_times,
};
