// SPDX-License-Identifier: GPL-2.0
/*
 * The table of operations, and what the connection to the host is asked for.
 *
 * Locks are not in it: all users come through the host, which keeps them
 * itself then. Neither is flush: closing a file writes nothing here.
 */
#include "lklfuse/ops.h"

static void ask(struct fuse_conn_info *conn, unsigned int cap, bool want)
{
	if (want)
		conn->want |= conn->capable & cap;
	else
		conn->want &= ~cap;
}

static void op_init(void *userdata, struct fuse_conn_info *conn)
{
	struct fs *fs = userdata;

	/* The host is the only writer: its caches are right as they are. */
	ask(conn, FUSE_CAP_AUTO_INVAL_DATA, false);
	ask(conn, FUSE_CAP_CACHE_SYMLINKS, true);
	ask(conn, FUSE_CAP_WRITEBACK_CACHE,
	    fs->opt->writeback && !fs->image->read_only);
	/* Names and data, by many at once. */
	ask(conn, FUSE_CAP_PARALLEL_DIROPS, true);
	ask(conn, FUSE_CAP_ASYNC_READ, true);
	ask(conn, FUSE_CAP_ASYNC_DIO, true);
	ask(conn, FUSE_CAP_READDIRPLUS | FUSE_CAP_READDIRPLUS_AUTO,
	    !fs->folds_names);
	ask(conn, FUSE_CAP_NO_OPENDIR_SUPPORT, true);
	fs->no_opendir = conn->capable & FUSE_CAP_NO_OPENDIR_SUPPORT;
	/* Data goes through memory that the kernel inside can copy to. */
	ask(conn, FUSE_CAP_SPLICE_READ | FUSE_CAP_SPLICE_WRITE |
	    FUSE_CAP_SPLICE_MOVE, false);
	/* What is decided inside. */
	ask(conn, FUSE_CAP_DONT_MASK, true);
	ask(conn, FUSE_CAP_IOCTL_DIR, true);
	/* It makes the host check permissions. */
	ask(conn, FUSE_CAP_POSIX_ACL, fs->opt->checks);
	/* Numbers do not outlive the host's interest in them. */
	ask(conn, FUSE_CAP_EXPORT_SUPPORT, false);
	conn->max_readahead = UINT32_MAX;
	conn->max_background = 64;
	conn->congestion_threshold = 48;
	conn->time_gran = 1;
}

const struct fuse_lowlevel_ops ops = {
	.init = op_init,
	.lookup = op_lookup,
	.forget = op_forget,
	.forget_multi = op_forget_multi,
	.readlink = op_readlink,
	.getattr = op_getattr,
	.setattr = op_setattr,
	.access = op_access,
	.statfs = op_statfs,
	.mknod = op_mknod,
	.mkdir = op_mkdir,
	.symlink = op_symlink,
	.link = op_link,
	.create = op_create,
	.unlink = op_unlink,
	.rmdir = op_rmdir,
	.rename = op_rename,
	.opendir = op_opendir,
	.readdir = op_readdir,
	.readdirplus = op_readdirplus,
	.fsyncdir = op_fsyncdir,
	.open = op_open,
	.release = op_release,
	.read = op_read,
	.write = op_write,
	.fsync = op_fsync,
	.fallocate = op_fallocate,
	.lseek = op_lseek,
	.copy_file_range = op_copy_file_range,
	.setxattr = op_setxattr,
	.getxattr = op_getxattr,
	.listxattr = op_listxattr,
	.removexattr = op_removexattr,
	.ioctl = op_ioctl,
};
