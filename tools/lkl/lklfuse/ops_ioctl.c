// SPDX-License-Identifier: GPL-2.0
/*
 * ioctl(): the few requests that mean something through FUSE.
 */
#include <string.h>

#include "lklfuse/creds.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"

/* What their argument is, whatever the number says; root's alone or not. */
static const struct request {
	unsigned int cmd;
	unsigned int bytes;
	bool writes, roots;
} requests[] = {
	{ LKL_FS_IOC_GETFLAGS, sizeof(int), false, false },
	{ LKL_FS_IOC_SETFLAGS, sizeof(int), true, false },
	{ LKL_FS_IOC_FSGETXATTR, sizeof(struct lkl_fsxattr), false, false },
	{ LKL_FS_IOC_FSSETXATTR, sizeof(struct lkl_fsxattr), true, false },
	{ LKL_FS_IOC_GETVERSION, sizeof(int), false, false },
	{ LKL_FS_IOC_SETVERSION, sizeof(int), true, true },
	{ LKL_FITRIM, sizeof(struct lkl_fstrim_range), true, true },
};

union argument {
	int number;
	struct lkl_fsxattr attr;
	struct lkl_fstrim_range range;
};

static const struct request *find(unsigned int cmd)
{
	size_t i;

	for (i = 0; i < sizeof(requests) / sizeof(*requests); i++) {
		if (requests[i].cmd == cmd)
			return &requests[i];
	}
	return NULL;
}

static long do_ioctl(struct fs *fs, struct node *node,
		     const struct request *what, union argument *arg)
{
	struct grip at;
	long ret;

	ret = grip_open(&fs->nodes, node, LKL_O_RDONLY | LKL_O_NONBLOCK, &at);
	if (ret < 0)
		return ret;
	ret = lkl_sys_ioctl(at.fd, what->cmd, (unsigned long)arg);
	ungrip(&fs->nodes, &at);
	return ret;
}

void op_ioctl(fuse_req_t req, fuse_ino_t ino, unsigned int cmd, void *arg,
	      struct fuse_file_info *fi, unsigned int flags, const void *in_buf,
	      size_t in_bufsz, size_t out_bufsz)
{
	const struct request *what = find(cmd);
	struct fs *fs = fs_of(req);
	union argument value;
	long ret;

	(void)arg;
	(void)fi;
	if (!what || flags & FUSE_IOCTL_COMPAT) {
		fuse_reply_err(req, ENOTTY);
		return;
	}
	if (what->roots && fuse_req_ctx(req)->uid) {
		fuse_reply_err(req, EPERM);
		return;
	}
	memset(&value, 0, sizeof(value));
	memcpy(&value, in_buf, in_bufsz < what->bytes ? in_bufsz : what->bytes);
	creds_take(req, CREDS_NAMES);
	ret = do_ioctl(fs, node_of(fs, ino), what, &value);
	if (what->writes)
		fs_touch(fs);
	if (ret < 0) {
		reply_err(req, ret);
		return;
	}
	if (out_bufsz > sizeof(value))
		out_bufsz = sizeof(value);
	fuse_reply_ioctl(req, ret, out_bufsz ? &value : NULL, out_bufsz);
	/* The time of the change is news for the host. */
	if (what->writes)
		fuse_lowlevel_notify_inval_inode(fs->session, ino, -1, 0);
}
