// SPDX-License-Identifier: GPL-2.0
/*
 * Operations on holes, and copies inside.
 */
#include "lklfuse/creds.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"

static int fd_of(const struct fuse_file_info *fi)
{
	return ((struct file *)fi->fh)->fd;
}

void op_fallocate(fuse_req_t req, fuse_ino_t ino, int mode, off_t offset,
		  off_t length, struct fuse_file_info *fi)
{
	long err;

	(void)ino;
	creds_take(req, CREDS_DATA);
	err = lkl_sys_fallocate(fd_of(fi), mode, offset, length);
	fs_touch(fs_of(req));
	reply_err(req, err);
}

void op_lseek(fuse_req_t req, fuse_ino_t ino, off_t off, int whence,
	      struct fuse_file_info *fi)
{
	long at = lkl_sys_lseek(fd_of(fi), off, whence);

	(void)ino;
	if (at < 0)
		reply_err(req, at);
	else
		fuse_reply_lseek(req, at);
}

void op_copy_file_range(fuse_req_t req, fuse_ino_t ino_in, off_t off_in,
			struct fuse_file_info *fi_in, fuse_ino_t ino_out,
			off_t off_out, struct fuse_file_info *fi_out,
			size_t len, int flags)
{
	lkl_loff_t in = off_in, out = off_out;
	long copied;

	(void)ino_in;
	(void)ino_out;
	creds_take(req, CREDS_DATA);
	copied = lkl_sys_copy_file_range(fd_of(fi_in), &in, fd_of(fi_out),
					 &out, len, flags);
	fs_touch(fs_of(req));
	if (copied < 0)
		reply_err(req, copied);
	else
		fuse_reply_write(req, copied);
}
