// SPDX-License-Identifier: GPL-2.0
/*
 * Operations that remove names or change them.
 */
#include "lklfuse/attr.h"
#include "lklfuse/creds.h"
#include "lklfuse/dir.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"

/* A name that may go, and what is known by it. */
struct victim {
	struct place place;
	struct lkl_statx st;
	struct node *node;
	struct dir *dir;
};

/* What happens to a name: of a file that is no directory, or of any. */
enum look_for { FILE_GOES, GOES, MOVES };

/*
 * Before a name goes: what does the host know of it? A directory is opened
 * while it can be found, since somebody may be in it.
 */
static long look(struct fs *fs, struct victim *v, struct node *dir, int dirfd,
		 const char *name, enum look_for what)
{
	long err;

	v->place = (struct place){ .dir = dir, .dirfd = dirfd, .name = name,
				   .fd = -1, .st = &v->st };
	v->node = NULL;
	v->dir = NULL;
	v->st.stx_mode = LKL_S_IFREG;
	if (what == GOES || fs->nodes.kind->removed) {
		err = attr_at(dirfd, name, &v->st);
		if (err)
			return err;
	}
	err = fs->nodes.kind->peek(&fs->nodes, &v->place, what != MOVES,
				   &v->node);
	if (!err && what != MOVES && v->node && v->node->is_dir)
		dir_get(&fs->nodes, v->node, &v->dir);
	return err;
}

/* After it has gone, if @gone. */
static void settle(struct fs *fs, struct victim *v, bool gone)
{
	if (gone && v->node && fs->nodes.kind->removed)
		fs->nodes.kind->removed(&fs->nodes, &v->place, v->node);
	if (gone && v->dir)
		dir_keep(&fs->nodes, v->dir);
	if (v->dir)
		dir_put(&fs->nodes, v->dir);
	node_put(&fs->nodes, v->node);
}

static void remove_name(fuse_req_t req, fuse_ino_t parent, const char *name,
			int flags)
{
	struct fs *fs = fs_of(req);
	struct node *dir = node_of(fs, parent);
	struct victim v;
	struct grip at;
	long err;

	err = grip(&fs->nodes, dir, &at);
	if (err < 0) {
		reply_err(req, err);
		return;
	}
	creds_take(req, CREDS_NAMES);
	err = look(fs, &v, dir, at.fd, name,
		   flags & LKL_AT_REMOVEDIR ? GOES : FILE_GOES);
	if (!err) {
		err = lkl_sys_unlinkat(at.fd, name, flags);
		settle(fs, &v, !err);
		fs_touch(fs);
	}
	reply_err(req, err);
	ungrip(&fs->nodes, &at);
}

void op_unlink(fuse_req_t req, fuse_ino_t parent, const char *name)
{
	remove_name(req, parent, name, 0);
}

void op_rmdir(fuse_req_t req, fuse_ino_t parent, const char *name)
{
	remove_name(req, parent, name, LKL_AT_REMOVEDIR);
}

/* With both directories in hand. */
static long rename_names(struct fs *fs, struct victim *from, struct victim *to,
			 unsigned int flags)
{
	const struct node_kind *kind = fs->nodes.kind;
	long err;

	err = lkl_sys_renameat2(from->place.dirfd, from->place.name,
				to->place.dirfd, to->place.name, flags);
	if (err || !kind->moved)
		return err;
	if (from->node)
		kind->moved(&fs->nodes, &to->place, from->node);
	if (to->node && flags & LKL_RENAME_EXCHANGE)
		kind->moved(&fs->nodes, &from->place, to->node);
	return 0;
}

static long do_rename(struct fs *fs, struct node *dir, int dirfd,
		      const char *name, struct node *newdir, int newdirfd,
		      const char *newname, unsigned int flags)
{
	struct victim from, to;
	long err;

	err = look(fs, &from, dir, dirfd, name, MOVES);
	if (err)
		return err;
	/* What is replaced, if there is anything. */
	err = look(fs, &to, newdir, newdirfd, newname,
		   flags & LKL_RENAME_EXCHANGE ? MOVES : GOES);
	if (err == -LKL_ENOENT)
		to = (struct victim){ .place = { .dir = newdir,
			.dirfd = newdirfd, .name = newname, .fd = -1 } };
	if (!err || err == -LKL_ENOENT) {
		err = rename_names(fs, &from, &to, flags);
		settle(fs, &to, !err && !(flags & LKL_RENAME_EXCHANGE) &&
		       to.node != from.node);
	}
	settle(fs, &from, false);
	return err;
}

void op_rename(fuse_req_t req, fuse_ino_t parent, const char *name,
	       fuse_ino_t newparent, const char *newname, unsigned int flags)
{
	struct fs *fs = fs_of(req);
	struct node *dir = node_of(fs, parent);
	struct node *newdir = node_of(fs, newparent);
	struct grip at, newat;
	long err;

	err = grip(&fs->nodes, dir, &at);
	if (err < 0) {
		reply_err(req, err);
		return;
	}
	err = grip(&fs->nodes, newdir, &newat);
	if (err >= 0) {
		creds_take(req, CREDS_NAMES);
		err = do_rename(fs, dir, at.fd, name, newdir, newat.fd,
				newname, flags);
		fs_touch(fs);
		ungrip(&fs->nodes, &newat);
	}
	reply_err(req, err);
	ungrip(&fs->nodes, &at);
}
