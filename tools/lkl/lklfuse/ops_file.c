// SPDX-License-Identifier: GPL-2.0
/*
 * Operations on data.
 */
#include <fcntl.h>

#include "lklfuse/creds.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"
#include "lklfuse/worker.h"

static int fd_of(const struct fuse_file_info *fi)
{
	return ((struct file *)fi->fh)->fd;
}

void op_open(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct node *node = node_of(fs, ino);
	struct file *file;
	int fd;

	if (fi->flags & O_TRUNC)
		fs_touch(fs);
	creds_take(req, CREDS_DATA);
	fd = file_open(&fs->nodes, node,
		       open_flags(fs->opt->writeback, fi->flags));
	if (fd < 0) {
		reply_err(req, fd);
		return;
	}
	file = file_add(&fs->nodes, node, fd);
	if (!file) {
		reply_err(req, -ENOMEM);
		return;
	}
	fi->fh = (uint64_t)file;
	fi->keep_cache = 1;
	if (fuse_reply_open(req, fi))
		file_put(&fs->nodes, file);
}

void op_release(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);

	(void)ino;
	/* The host does not wait for the answer, but for the next thread. */
	file_put(&fs->nodes, (struct file *)fi->fh);
	fuse_reply_err(req, 0);
}

void op_read(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
	     struct fuse_file_info *fi)
{
	char *buf = worker_buffer(&size);
	size_t done = 0;
	long got;

	(void)ino;
	do {
		got = lkl_sys_pread64(fd_of(fi), buf + done, size - done,
				      off + done);
		if (got > 0)
			done += got;
	} while (got > 0 && done < size);
	if (got < 0 && !done)
		reply_err(req, got);
	else
		fuse_reply_buf(req, buf, done);
}

void op_write(fuse_req_t req, fuse_ino_t ino, const char *buf, size_t size,
	      off_t off, struct fuse_file_info *fi)
{
	size_t done = 0;
	long put;

	(void)ino;
	fs_touch(fs_of(req));
	/* Pages that the host cached may be anybody's. */
	if (!fi->writepage)
		creds_take(req, CREDS_DATA);
	do {
		put = lkl_sys_pwrite64(fd_of(fi), buf + done, size - done,
				       off + done);
		if (put > 0)
			done += put;
	} while (put > 0 && done < size);
	if (put < 0 && !done)
		reply_err(req, put);
	else
		fuse_reply_write(req, done);
}

void op_fsync(fuse_req_t req, fuse_ino_t ino, int datasync,
	      struct fuse_file_info *fi)
{
	(void)ino;
	reply_err(req, datasync ? lkl_sys_fdatasync(fd_of(fi)) :
				  lkl_sys_fsync(fd_of(fi)));
}
