/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Attributes of files, from the kernel inside to the host.
 */
#ifndef LKLFUSE_ATTR_H
#define LKLFUSE_ATTR_H

#include <sys/stat.h>

#include "lklfuse/fs.h"

/** attr_at() - statx() of a name, or of an empty one. Return: 0 or -errno */
int attr_at(int dirfd, const char *name, struct lkl_statx *st);

/** attr_fd() - statx() of a descriptor. Return: 0 or -errno */
int attr_fd(int fd, struct lkl_statx *st);

/** attr_convert() - what the host is shown */
void attr_convert(struct fs *fs, const struct lkl_statx *from, struct stat *to);

/** attr_timeout() - for how long the host may rely on it, in seconds */
double attr_timeout(struct fs *fs, const struct lkl_statx *st);

/** attr_has_devs() - whether files of more than one device were seen */
bool attr_has_devs(const struct fs *fs);

/** attr_ino() - the inode number that the host is shown */
uint64_t attr_ino(struct fs *fs, const struct lkl_statx *st);

/**
 * entry_fill() - find or make the node of a place, and answer with it
 * @fs: the file system
 * @place: with @st filled in
 * @entry: set
 *
 * Return: 0, the host then has one more lookup; or -errno.
 */
int entry_fill(struct fs *fs, struct place *place,
	       struct fuse_entry_param *entry);

/** entry_undo() - the host did not get the answer */
void entry_undo(struct fs *fs, const struct fuse_entry_param *entry);

/** reply_entry() - the same with @err, and reply */
void reply_entry(fuse_req_t req, struct place *place, long err);

#endif
