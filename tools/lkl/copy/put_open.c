// SPDX-License-Identifier: GPL-2.0
/*
 * Opening regular files that are to be written, be they new or not.
 */
#include <errno.h>
#include <sys/stat.h>

#include "copy/put.h"

static int create(struct put *put, int at, const char *name,
		  const struct tree_stat *st)
{
	struct tree *tree = put->tree;
	uint32_t mode = tree->root < 0 ? 0600 : st->mode & 0777;
	int fd, err;

	fd = tree->ops->create(at, name, mode);
	if (fd != -EEXIST)
		return fd;
	err = put_replace(put, at, name);
	return err ? err : tree->ops->create(at, name, mode);
}

/* What the user named stays where it is: what it had is gone, however. */
static int open_through(struct put *put, int at, const char *name)
{
	struct tree *tree = put->tree;
	int fd = tree->ops->open_target(at, name), err;
	struct tree_stat st;

	if (fd < 0)
		return fd;
	err = put_check_kept(put, fd, "");
	if (!err)
		err = tree->ops->inode->stat(fd, "", &st);
	if (!err && S_ISREG(st.mode))
		err = tree->ops->file->truncate(fd, 0);
	if (err)
		tree->ops->close(fd);
	return err ? err : fd;
}

int put_open(struct put *put, int at, const char *name,
	     const struct walk_item *item)
{
	int fd;

	if (item->is_source && put->target.name) {
		fd = open_through(put, at, name);
		put->is_through = fd != -ENOENT;
		if (put->is_through)
			return fd;
	}
	return create(put, at, name, &put->file.st);
}
