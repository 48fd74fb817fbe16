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

/* What is in hand, and by which name if it is so as O_PATH only. */
struct held {
	struct grip at;
	char path[LINK_BYTES];
};

static long hold(fuse_req_t req, fuse_ino_t ino, enum creds_for kind,
		 struct held *held)
{
	struct fs *fs = fs_of(req);
	long err = grip(&fs->nodes, node_of(fs, ino), &held->at);

	if (err < 0)
		return err;
	creds_take(req, kind);
	snprintf(held->path, sizeof(held->path), "/proc/self/fd/%d",
		 held->at.fd);
	return 0;
}

static void let_go(fuse_req_t req, struct held *held)
{
	ungrip(&fs_of(req)->nodes, &held->at);
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
	size_t room = size;
	char *buf = worker_buffer(&room);
	struct held h;
	long got;

	/* The host has refused those that are not for this user. */
	got = hold(req, ino, CREDS_NAMES, &h);
	if (!got) {
		got = h.at.is_open ?
			lkl_sys_fgetxattr(h.at.fd, name, buf, room) :
			lkl_sys_getxattr(h.path, name, buf, room);
		let_go(req, &h);
	}
	reply_value(req, buf, size, got);
}

void op_listxattr(fuse_req_t req, fuse_ino_t ino, size_t size)
{
	size_t room = size;
	char *buf = worker_buffer(&room);
	struct held h;
	long got;

	got = hold(req, ino, CREDS_LIST, &h);
	if (!got) {
		got = h.at.is_open ? lkl_sys_flistxattr(h.at.fd, buf, room) :
				     lkl_sys_listxattr(h.path, buf, room);
		let_go(req, &h);
	}
	reply_value(req, buf, size, got);
}

void op_setxattr(fuse_req_t req, fuse_ino_t ino, const char *name,
		 const char *value, size_t size, int flags)
{
	struct held h;
	long err;

	err = hold(req, ino, CREDS_NAMES, &h);
	if (!err) {
		err = h.at.is_open ?
			lkl_sys_fsetxattr(h.at.fd, name, value, size, flags) :
			lkl_sys_setxattr(h.path, name, value, size, flags);
		fs_touch(fs_of(req));
		let_go(req, &h);
	}
	reply_err(req, err);
}

void op_removexattr(fuse_req_t req, fuse_ino_t ino, const char *name)
{
	struct held h;
	long err;

	err = hold(req, ino, CREDS_NAMES, &h);
	if (!err) {
		err = h.at.is_open ? lkl_sys_fremovexattr(h.at.fd, name) :
				     lkl_sys_removexattr(h.path, name);
		fs_touch(fs_of(req));
		let_go(req, &h);
	}
	reply_err(req, err);
}
