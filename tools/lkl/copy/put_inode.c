// SPDX-License-Identifier: GPL-2.0
/*
 * What the copy of an inode is to have.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/put.h"

void put_prepare(struct put *put, const struct walk_item *item,
		 struct put_inode *inode)
{
	const struct copy_options *options = put->options;
	struct put_level *level = put_level(put);
	struct tree_time *mtime = &inode->st.mtime;

	inode->st = item->st;
	inode->xattrs = item->xattrs;
	inode->nr_xattrs = item->nr_xattrs;
	inode->has_inherited = level && level->has_default;
	owner_apply(&options->owners, &inode->st);
	if (!options->is_clamped)
		return;
	if (mtime->sec >= options->epoch) {
		mtime->sec = options->epoch;
		mtime->nsec = 0;
	}
	inode->st.atime = *mtime;
}

static size_t bytes_of(const struct put_inode *inode)
{
	size_t bytes = inode->nr_xattrs * sizeof(*inode->xattrs);
	unsigned int i;

	for (i = 0; i < inode->nr_xattrs; i++)
		bytes += strlen(inode->xattrs[i].name) + 1 +
			 inode->xattrs[i].bytes;
	return bytes;
}

int put_keep(struct put_inode *inode, void **owned)
{
	struct walk_xattr *xattrs;
	unsigned int i;
	char *to;

	*owned = NULL;
	if (!inode->nr_xattrs)
		return 0;
	xattrs = malloc(bytes_of(inode));
	if (!xattrs)
		return -ENOMEM;
	to = (char *)(xattrs + inode->nr_xattrs);
	for (i = 0; i < inode->nr_xattrs; i++) {
		xattrs[i].bytes = inode->xattrs[i].bytes;
		xattrs[i].value = memcpy(to, inode->xattrs[i].value,
					 xattrs[i].bytes);
		to += xattrs[i].bytes;
		xattrs[i].name = strcpy(to, inode->xattrs[i].name);
		to += strlen(to) + 1;
	}
	inode->xattrs = xattrs;
	*owned = xattrs;
	return 0;
}
