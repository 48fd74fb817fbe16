// SPDX-License-Identifier: GPL-2.0
/*
 * Making what is neither a directory nor a regular file.
 */
#include <errno.h>
#include <sys/stat.h>

#include "copy/place.h"
#include "copy/put.h"

static int make_node(struct put *put, int at, const char *name,
		     const struct walk_item *item)
{
	struct tree *tree = put->tree;

	if (S_ISLNK(item->st.mode))
		return tree->ops->symlink(item->target, at, name);
	return tree->ops->mknod(at, name, &item->st);
}

void put_special(struct put *put, int at, const char *name,
		 const struct walk_item *item)
{
	struct put_inode inode;
	int err;

	err = make_node(put, at, name, item);
	if (err == -EEXIST) {
		err = put_replace(put, at, name);
		if (!err)
			err = make_node(put, at, name, item);
	}
	if (!err && item->link)
		err = places_add(put, item->link, name, 0);
	if (err) {
		put_cannot(put, item, err);
		return;
	}
	put_prepare(put, item, &inode);
	put_meta(put, at, name, &inode);
	put->result->entries++;
}
