// SPDX-License-Identifier: GPL-2.0
/*
 * Operations that read directories.
 *
 * Nothing is kept between two of them but a descriptor that may be closed at
 * any time: positions are the file system's own, and find their place again,
 * as they have to for NFS.
 */
#include "lklfuse/dir.h"
#include "lklfuse/listing.h"
#include "lklfuse/ops.h"
#include "lklfuse/turn.h"
#include "lklfuse/worker.h"

static void list(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
		 bool plus)
{
	struct fs *fs = fs_of(req);
	struct listing l = { .req = req, .fs = fs, .plus = plus, .size = size,
			     .node = node_of(fs, ino) };
	long err;

	l.buf = worker_buffer(&l.size);
	err = dir_get(&fs->nodes, l.node, &l.dir);
	if (err < 0) {
		reply_err(req, err);
		return;
	}
	turn_lock(&l.dir->lock);
	err = listing_fill(&l, off);
	pthread_mutex_unlock(&l.dir->lock);
	if (err < 0)
		reply_err(req, err);
	else if (fuse_reply_buf(req, l.buf, l.used))
		listing_undo(&l);
	dir_put(&fs->nodes, l.dir);
}

void op_readdir(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
		struct fuse_file_info *fi)
{
	(void)fi;
	list(req, ino, size, off, false);
}

void op_readdirplus(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
		    struct fuse_file_info *fi)
{
	(void)fi;
	list(req, ino, size, off, true);
}

/* The host stops asking, and caches directories, where it knows this answer. */
void op_opendir(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
	(void)ino;
	if (fs_of(req)->no_opendir) {
		fuse_reply_err(req, ENOSYS);
		return;
	}
	fi->cache_readdir = 1;
	fi->keep_cache = 1;
	fuse_reply_open(req, fi);
}

void op_fsyncdir(fuse_req_t req, fuse_ino_t ino, int datasync,
		 struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct dir *dir;
	long err;

	(void)fi;
	err = dir_get(&fs->nodes, node_of(fs, ino), &dir);
	if (err >= 0) {
		err = datasync ? lkl_sys_fdatasync(dir->fd) :
				 lkl_sys_fsync(dir->fd);
		dir_put(&fs->nodes, dir);
	}
	reply_err(req, err);
}
