/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What an inode of a tree has.
 */
#ifndef _LKL_COPY_TREE_STAT_H
#define _LKL_COPY_TREE_STAT_H

#include <stdint.h>

/** struct tree_time - a point in time, since 1970 */
struct tree_time {
	/** @sec: seconds, may be negative */
	int64_t sec;
	/** @nsec: nanoseconds on top */
	uint32_t nsec;
};

/**
 * struct tree_stat - what an inode has
 * @mode: type and permissions, S_IF* and 07777
 * @uid: owner
 * @gid: group
 * @nlink: number of hard links
 * @rdev_major: of a device node
 * @rdev_minor: of a device node
 * @dev: the file system that it is in; of use to be compared only
 * @ino: inode number, which another file may get when this one is gone
 * @size: size in bytes
 * @stored: bytes of storage; less than @size if there are holes
 * @atime: last access
 * @mtime: last change of the contents
 * @ctime: last change of the inode
 * @btime: when it was made; all zero where that is not known
 */
struct tree_stat {
	uint32_t mode, uid, gid, nlink;
	uint32_t rdev_major, rdev_minor;
	uint64_t dev, ino, size, stored;
	struct tree_time atime, mtime, ctime, btime;
};

/** tree_stat_same() - whether both are one inode, or one block device */
int tree_stat_same(const struct tree_stat *a, const struct tree_stat *b);

/** host_stat() - look at a file of the host, following links; 0 or -errno */
int host_stat(const char *path, struct tree_stat *st);

/** host_is_same() - whether two paths of the host lead to the same */
int host_is_same(const char *a, const char *b);

#endif
