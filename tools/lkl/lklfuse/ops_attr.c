// SPDX-License-Identifier: GPL-2.0
/*
 * Operations on attributes.
 */
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "lklfuse/attr.h"
#include "lklfuse/creds.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"

/* @fi is not used: what is open of a file is found at its node. */
static void reply_attr(fuse_req_t req, int fd)
{
	struct fs *fs = fs_of(req);
	struct lkl_statx st;
	struct stat attr;
	long err = attr_fd(fd, &st);

	if (err) {
		reply_err(req, err);
		return;
	}
	attr_convert(fs, &st, &attr);
	fuse_reply_attr(req, &attr, attr_timeout(fs, &st));
}

void op_getattr(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct grip at;
	int fd;

	(void)fi;
	fd = grip(&fs->nodes, node_of(fs, ino), &at);
	if (fd < 0) {
		reply_err(req, fd);
		return;
	}
	reply_attr(req, fd);
	ungrip(&fs->nodes, &at);
}

/* Where all is shown as one user's, it cannot become another's. */
static long set_owner(struct fs *fs, int fd, const struct stat *attr,
		      int to_set)
{
	const struct options *opt = fs->opt;
	unsigned int uid = -1, gid = -1;

	if (to_set & FUSE_SET_ATTR_UID)
		uid = attr->st_uid;
	if (to_set & FUSE_SET_ATTR_GID)
		gid = attr->st_gid;
	if (opt->uid >= 0 && uid != -1U) {
		if (uid != opt->uid)
			return -EPERM;
		uid = -1;
	}
	if (opt->gid >= 0 && gid != -1U) {
		if (gid != opt->gid)
			return -EPERM;
		gid = -1;
	}
	return lkl_sys_fchownat(fd, "", uid, gid, LKL_AT_EMPTY_PATH);
}

static void set_time(struct __lkl__kernel_timespec *to,
		     const struct timespec *from, bool set, bool now)
{
	to->tv_sec = from->tv_sec;
	to->tv_nsec = now ? UTIME_NOW : set ? from->tv_nsec :
					      UTIME_OMIT;
}

#define SETS_ATIME	(FUSE_SET_ATTR_ATIME | FUSE_SET_ATTR_ATIME_NOW)
#define SETS_MTIME	(FUSE_SET_ATTR_MTIME | FUSE_SET_ATTR_MTIME_NOW)

static long set_times(int fd, const struct stat *attr, int to_set)
{
	struct __lkl__kernel_timespec times[2];

	set_time(&times[0], &attr->st_atim, to_set & SETS_ATIME,
		 to_set & FUSE_SET_ATTR_ATIME_NOW);
	set_time(&times[1], &attr->st_mtim, to_set & SETS_MTIME,
		 to_set & FUSE_SET_ATTR_MTIME_NOW);
	return lkl_sys_utimensat(fd, "", times, LKL_AT_EMPTY_PATH);
}

/* A program that has the file open may cut it off, whatever its mode is. */
static long set_size(struct fs *fs, struct node *node, off_t size,
		     struct fuse_file_info *fi)
{
	struct grip at;
	long err;

	if (fi)
		return lkl_sys_ftruncate(((struct file *)fi->fh)->fd, size);
	err = grip_open(&fs->nodes, node, LKL_O_WRONLY | LKL_O_NONBLOCK, &at);
	if (err < 0)
		return err;
	err = lkl_sys_ftruncate(at.fd, size);
	ungrip(&fs->nodes, &at);
	return err;
}

static long set_all(fuse_req_t req, struct node *node, int fd,
		    const struct stat *attr, int to_set,
		    struct fuse_file_info *fi)
{
	long err = 0;

	if (to_set & FUSE_SET_ATTR_MODE)
		err = lkl_sys_fchmodat2(fd, "", attr->st_mode & 07777,
					LKL_AT_EMPTY_PATH);
	if (!err && to_set & (FUSE_SET_ATTR_UID | FUSE_SET_ATTR_GID))
		err = set_owner(fs_of(req), fd, attr, to_set);
	if (!err && to_set & FUSE_SET_ATTR_SIZE) {
		creds_take(req, CREDS_DATA);
		err = set_size(fs_of(req), node, attr->st_size, fi);
	}
	if (!err && to_set & (SETS_ATIME | SETS_MTIME))
		err = set_times(fd, attr, to_set);
	return err;
}

void op_setattr(fuse_req_t req, fuse_ino_t ino, struct stat *attr, int to_set,
		struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct node *node = node_of(fs, ino);
	struct grip at;
	long err;

	err = grip(&fs->nodes, node, &at);
	if (err < 0) {
		reply_err(req, err);
		return;
	}
	creds_take(req, CREDS_NAMES);
	err = set_all(req, node, at.fd, attr, to_set, fi);
	fs_touch(fs);
	if (err)
		reply_err(req, err);
	else
		reply_attr(req, at.fd);
	ungrip(&fs->nodes, &at);
}

/*
 * Asked only of a mount that is for its owner alone, who may do what root may:
 * but not even root executes what has no such bit.
 */
void op_access(fuse_req_t req, fuse_ino_t ino, int mask)
{
	struct fs *fs = fs_of(req);
	struct lkl_statx st;
	struct grip at;
	long err;

	err = grip(&fs->nodes, node_of(fs, ino), &at);
	if (err >= 0) {
		err = attr_fd(at.fd, &st);
		ungrip(&fs->nodes, &at);
	}
	if (!err && mask & X_OK && LKL_S_ISREG(st.stx_mode) &&
	    !(st.stx_mode & 0111))
		err = -EACCES;
	reply_err(req, err);
}

void op_statfs(fuse_req_t req, fuse_ino_t ino)
{
	struct fs *fs = fs_of(req);
	struct lkl_statfs st;
	struct statvfs to;
	struct grip at;
	long err;

	err = grip(&fs->nodes, node_of(fs, ino), &at);
	if (err >= 0) {
		err = lkl_sys_fstatfs(at.fd, &st);
		ungrip(&fs->nodes, &at);
	}
	if (err) {
		reply_err(req, err);
		return;
	}
	memset(&to, 0, sizeof(to));
	to.f_bsize = st.f_bsize;
	to.f_frsize = st.f_frsize;
	to.f_blocks = st.f_blocks;
	to.f_bfree = st.f_bfree;
	to.f_bavail = st.f_bavail;
	to.f_files = st.f_files;
	to.f_ffree = st.f_ffree;
	to.f_favail = st.f_ffree;
	to.f_namemax = st.f_namelen;
	fuse_reply_statfs(req, &to);
}
