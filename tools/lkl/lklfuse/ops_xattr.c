// SPDX-License-Identifier: GPL-2.0
/*
 * Operations on extended attributes.
 *
 * A file that is in hand as O_PATH only is named by its link in /proc, which
 * leads to the file itself, also if that is a symbolic link.
 */
#include <stdio.h>

#include "lklfuse/creds.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"
#include "lklfuse/worker.h"

#define LINK_BYTES	32

static void name_link(const struct grip *at, char *path)
{
	snprintf(path, LINK_BYTES, "/proc/self/fd/%d", at->fd);
}

static void reply_value(fuse_req_t req, const char *buf, size_t size, long got)
{
	if (got < 0)
		reply_err(req, got);
	else if (!size)
		fuse_reply_xattr(req, got);
	else
		fuse_reply_buf(req, buf, got);
}

void op_getxattr(fuse_req_t req, fuse_ino_t ino, const char *name, size_t size)
{
	struct fs *fs = fs_of(req);
	size_t room = size;
	char *buf = worker_buffer(&room), path[LINK_BYTES];
	struct grip at;
	long got;

	got = grip(&fs->nodes, node_of(fs, ino), &at);
	if (got >= 0) {
		/* The host has refused those that are not for this user. */
		creds_take(req, CREDS_NAMES);
		name_link(&at, path);
		got = at.is_open ?
			lkl_sys_fgetxattr(at.fd, name, buf, room) :
			lkl_sys_getxattr(path, name, buf, room);
		ungrip(&fs->nodes, &at);
	}
	reply_value(req, buf, size, got);
}

void op_listxattr(fuse_req_t req, fuse_ino_t ino, size_t size)
{
	struct fs *fs = fs_of(req);
	size_t room = size;
	char *buf = worker_buffer(&room), path[LINK_BYTES];
	struct grip at;
	long got;

	got = grip(&fs->nodes, node_of(fs, ino), &at);
	if (got >= 0) {
		creds_take(req, CREDS_LIST);
		name_link(&at, path);
		got = at.is_open ? lkl_sys_flistxattr(at.fd, buf, room) :
				   lkl_sys_listxattr(path, buf, room);
		ungrip(&fs->nodes, &at);
	}
	reply_value(req, buf, size, got);
}

void op_setxattr(fuse_req_t req, fuse_ino_t ino, const char *name,
		 const char *value, size_t size, int flags)
{
	struct fs *fs = fs_of(req);
	char path[LINK_BYTES];
	struct grip at;
	long err;

	err = grip(&fs->nodes, node_of(fs, ino), &at);
	if (err >= 0) {
		creds_take(req, CREDS_NAMES);
		name_link(&at, path);
		err = at.is_open ?
			lkl_sys_fsetxattr(at.fd, name, value, size, flags) :
			lkl_sys_setxattr(path, name, value, size, flags);
		fs_touch(fs);
		ungrip(&fs->nodes, &at);
	}
	reply_err(req, err);
}

void op_removexattr(fuse_req_t req, fuse_ino_t ino, const char *name)
{
	struct fs *fs = fs_of(req);
	char path[LINK_BYTES];
	struct grip at;
	long err;

	err = grip(&fs->nodes, node_of(fs, ino), &at);
	if (err >= 0) {
		creds_take(req, CREDS_NAMES);
		name_link(&at, path);
		err = at.is_open ? lkl_sys_fremovexattr(at.fd, name) :
				   lkl_sys_removexattr(path, name);
		fs_touch(fs);
		ungrip(&fs->nodes, &at);
	}
	reply_err(req, err);
}
