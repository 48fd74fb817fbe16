// SPDX-License-Identifier: GPL-2.0
/*
 * Operations on data.
 */
#include <fcntl.h>

#include "lklfuse/creds.h"
#include "lklfuse/direct.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"
#include "lklfuse/worker.h"

static struct file *file_of(const struct fuse_file_info *fi)
{
	return (struct file *)fi->fh;
}

static int fd_of(const struct fuse_file_info *fi)
{
	return file_of(fi)->fd;
}

/*
 * The host knows where the end is, and writes there what is appended. It may
 * also write other places by what is open for appending: pages of a mapping. So
 * only what must be open for that, chattr(1) says, is open for that.
 */
static int open_for(struct fs *fs, struct node *node, int flags, bool *appends)
{
	int to = open_flags(fs->opt->writeback, flags);
	int fd = file_open(&fs->nodes, node, to);

	*appends = fd == -LKL_EPERM && flags & O_APPEND;
	return *appends ? file_open(&fs->nodes, node, to | LKL_O_APPEND) : fd;
}

void op_open(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct node *node = node_of(fs, ino);
	struct file *file;
	bool appends;
	int fd;

	if (!file_room(&fs->nodes)) {
		reply_err(req, -ENFILE);
		return;
	}
	creds_take(req, CREDS_DATA);
	fd = open_for(fs, node, fi->flags, &appends);
	if (fi->flags & O_TRUNC)
		fs_touch(fs);
	if (fd < 0) {
		reply_err(req, fd);
		return;
	}
	file = file_add(&fs->nodes, node, fd);
	if (!file) {
		reply_err(req, -ENOMEM);
		return;
	}
	file->appends = appends;
	if (fi->flags & O_DIRECT && !appends)
		file_open_direct(&fs->nodes, file,
				 open_flags(fs->opt->writeback,
					    fi->flags & ~O_TRUNC));
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
	size_t done;
	long got = 1;

	(void)ino;
	done = direct_read(file_of(fi)->direct, buf, size, off);
	while (got > 0 && done < size) {
		got = lkl_sys_pread64(fd_of(fi), buf + done, size - done,
				      off + done);
		if (got > 0)
			done += got;
	}
	if (got < 0 && !done)
		reply_err(req, got);
	else
		fuse_reply_buf(req, buf, done);
}

/* Return: bytes written, fewer than @size if it ends with *@err, or 0. */
static size_t write_all(const struct file *file, const char *buf, size_t size,
			off_t off, long *err)
{
	size_t done = direct_write(file->direct, buf, size, off);
	long put = 1;

	while (put > 0 && done < size) {
		put = lkl_sys_pwrite64(file->fd, buf + done, size - done,
				       off + done);
		if (put > 0)
			done += put;
	}
	*err = put < 0 ? put : 0;
	return done;
}

void op_write(fuse_req_t req, fuse_ino_t ino, const char *buf, size_t size,
	      off_t off, struct fuse_file_info *fi)
{
	size_t done;
	long err;

	(void)ino;
	if (fi->writepage && file_of(fi)->appends) {
		reply_err(req, -EPERM);
		return;
	}
	if (fi->writepage)
		creds_own(fd_of(fi));
	else
		creds_take(req, CREDS_DATA);
	done = write_all(file_of(fi), buf, size, off, &err);
	fs_touch(fs_of(req));
	/* Of its own pages the host believes that all of them were written. */
	if (err && (!done || fi->writepage))
		reply_err(req, err);
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
