// SPDX-License-Identifier: GPL-2.0
/*
 * Files whose first name cannot be made, while they may have others.
 *
 * A walk reads a file once. So that the other names are not lost with the
 * first, the file is written under a name of our own, and removed at the end.
 */
#include <errno.h>
#include <stdio.h>

#include "copy/put.h"

#define TRIES	1000

int put_spare_create(struct put *put, char *name)
{
	int i, fd = -EEXIST;

	for (i = 0; i < TRIES && fd == -EEXIST; i++) {
		snprintf(name, TREE_NAME_BYTES, ".lkl-copy-%d",
			 put->nr_spares++);
		fd = put->tree->ops->create(put->target.at, name, 0600);
	}
	return fd;
}

void put_spare_remove(struct put *put, const char *name)
{
	const struct tree_ops *ops = put->tree->ops;
	int dir = ops->open_dir(put->target.at, ".");
	struct tree_stat st;
	int err;

	err = dir < 0 ? dir : ops->inode->stat(dir, "", &st);
	if (!err)
		err = ops->remove(dir, name, 0);
	if (!err)
		ops->inode->set_times(dir, "", &st);
	if (dir >= 0)
		ops->close(dir);
	if (err)
		put_fail(put, err);
}
