// SPDX-License-Identifier: GPL-2.0
/*
 * Operations that find and forget files.
 */
#include <string.h>

#include "lklfuse/attr.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"

void op_lookup(fuse_req_t req, fuse_ino_t parent, const char *name)
{
	struct fs *fs = fs_of(req);
	struct node *dir = node_of(fs, parent);
	struct lkl_statx st;
	struct place place = { .dir = dir, .name = name, .fd = -1, .st = &st };
	struct grip at;
	long err;

	place.dirfd = grip(&fs->nodes, dir, &at);
	if (place.dirfd < 0) {
		reply_err(req, place.dirfd);
		return;
	}
	err = attr_at(place.dirfd, name, &st);
	reply_entry(req, &place, err);
	ungrip(&fs->nodes, &at);
}

void op_forget(fuse_req_t req, fuse_ino_t ino, uint64_t nlookup)
{
	struct fs *fs = fs_of(req);

	node_forget(&fs->nodes, node_of(fs, ino), nlookup);
	fuse_reply_none(req);
}

void op_forget_multi(fuse_req_t req, size_t count,
		     struct fuse_forget_data *forgets)
{
	struct fs *fs = fs_of(req);
	size_t i;

	for (i = 0; i < count; i++)
		node_forget(&fs->nodes, node_of(fs, forgets[i].ino),
			    forgets[i].nlookup);
	fuse_reply_none(req);
}

void op_readlink(fuse_req_t req, fuse_ino_t ino)
{
	struct fs *fs = fs_of(req);
	char target[LKL_PATH_MAX + 1];
	struct grip at;
	long len;

	len = grip(&fs->nodes, node_of(fs, ino), &at);
	if (len >= 0) {
		len = lkl_sys_readlinkat(at.fd, "", target,
					 sizeof(target) - 1);
		ungrip(&fs->nodes, &at);
	}
	if (len < 0) {
		reply_err(req, len);
		return;
	}
	target[len] = '\0';
	fuse_reply_readlink(req, target);
}
