// SPDX-License-Identifier: GPL-2.0
/*
 * Operations that make names.
 */
#include <fcntl.h>

#include "lklfuse/attr.h"
#include "lklfuse/creds.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"

/* A new name: where it is, and the directory in hand meanwhile. */
struct making {
	struct place place;
	struct lkl_statx st;
	struct grip at;
};

/* Return: 0 to go on; otherwise the request was answered. */
static int begin(fuse_req_t req, fuse_ino_t parent, const char *name,
		 struct making *m)
{
	struct fs *fs = fs_of(req);
	int fd;

	m->place.dir = node_of(fs, parent);
	m->place.name = name;
	m->place.fd = -1;
	m->place.st = &m->st;
	fd = grip(&fs->nodes, m->place.dir, &m->at);
	if (fd < 0) {
		reply_err(req, fd);
		return -1;
	}
	m->place.dirfd = fd;
	creds_make(req, fd);
	return 0;
}

static void end(fuse_req_t req, struct making *m, long err)
{
	fs_touch(fs_of(req));
	if (!err)
		err = attr_at(m->place.dirfd, m->place.name, &m->st);
	/* A name that cannot be made is no news of what does not exist. */
	if (err)
		reply_err(req, err);
	else
		reply_entry(req, &m->place, 0);
}

void op_mknod(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode,
	      dev_t rdev)
{
	struct fs *fs = fs_of(req);
	struct making m;

	if (begin(req, parent, name, &m))
		return;
	end(req, &m, lkl_sys_mknodat(m.place.dirfd, name, mode, rdev));
	ungrip(&fs->nodes, &m.at);
}

void op_mkdir(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode)
{
	struct fs *fs = fs_of(req);
	struct making m;

	if (begin(req, parent, name, &m))
		return;
	end(req, &m, lkl_sys_mkdirat(m.place.dirfd, name, mode));
	ungrip(&fs->nodes, &m.at);
}

void op_symlink(fuse_req_t req, const char *link, fuse_ino_t parent,
		const char *name)
{
	struct fs *fs = fs_of(req);
	struct making m;

	if (begin(req, parent, name, &m))
		return;
	end(req, &m, lkl_sys_symlinkat(link, m.place.dirfd, name));
	ungrip(&fs->nodes, &m.at);
}

void op_link(fuse_req_t req, fuse_ino_t ino, fuse_ino_t newparent,
	     const char *newname)
{
	struct fs *fs = fs_of(req);
	struct making m;
	struct grip what;
	long err;

	if (begin(req, newparent, newname, &m))
		return;
	err = grip(&fs->nodes, node_of(fs, ino), &what);
	if (err >= 0) {
		err = lkl_sys_linkat(what.fd, "", m.place.dirfd, newname,
				     LKL_AT_EMPTY_PATH);
		end(req, &m, err);
		ungrip(&fs->nodes, &what);
	} else {
		reply_err(req, err);
	}
	ungrip(&fs->nodes, &m.at);
}

/* Return: 0, the host has the file open; or -errno. */
static long created(fuse_req_t req, struct making *m, int fd,
		    struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct fuse_entry_param entry;
	struct file *file;
	long err;

	m->place.fd = fd;
	err = attr_fd(fd, &m->st);
	if (!err)
		err = entry_fill(fs, &m->place, &entry);
	if (err) {
		lkl_sys_close(fd);
		return err;
	}
	file = file_add(&fs->nodes, node_of(fs, entry.ino), fd);
	if (!file) {
		entry_undo(fs, &entry);
		return -ENOMEM;
	}
	if (fi->flags & O_DIRECT)
		file_open_direct(&fs->nodes, file,
				 open_flags(fs->opt->writeback,
					    fi->flags & ~O_TRUNC));
	fi->fh = (uint64_t)file;
	fi->keep_cache = 1;
	if (fuse_reply_create(req, &entry, fi)) {
		file_put(&fs->nodes, file);
		entry_undo(fs, &entry);
	}
	return 0;
}

void op_create(fuse_req_t req, fuse_ino_t parent, const char *name, mode_t mode,
	       struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct making m;
	long fd, err;
	int flags;

	if (!file_room(&fs->nodes)) {
		reply_err(req, -ENFILE);
		return;
	}
	if (begin(req, parent, name, &m))
		return;
	flags = open_flags(fs->opt->writeback, fi->flags) | LKL_O_CREAT;
	if (fi->flags & O_EXCL)
		flags |= LKL_O_EXCL;
	fd = lkl_sys_openat(m.place.dirfd, name, flags, mode);
	fs_touch(fs);
	err = fd < 0 ? fd : created(req, &m, fd, fi);
	if (err)
		reply_err(req, err);
	ungrip(&fs->nodes, &m.at);
}
