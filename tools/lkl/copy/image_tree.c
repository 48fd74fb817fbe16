// SPDX-License-Identifier: GPL-2.0
/*
 * The files of a mounted file system of the kernel.
 */
#include <lkl_sys.h>

#include "copy/tree_parts.h"

#define DIR_FLAGS	(LKL_O_RDONLY | LKL_O_DIRECTORY | LKL_O_NOFOLLOW | \
			 LKL_O_NOATIME | LKL_O_CLOEXEC)
#define FILE_FLAGS	(LKL_O_RDONLY | LKL_O_NOFOLLOW | LKL_O_NONBLOCK | \
			 LKL_O_NOATIME | LKL_O_CLOEXEC)

static int image_open_root(struct tree *tree, const char *path)
{
	struct lkl_open_how how = {
		.flags = LKL_O_PATH | LKL_O_DIRECTORY | LKL_O_CLOEXEC,
		.resolve = LKL_RESOLVE_IN_ROOT,
	};

	return lkl_sys_openat2(tree->root, *path ? path : ".", &how,
			       sizeof(how));
}

static int image_open_dir(int at, const char *name)
{
	return lkl_sys_openat(at, name, DIR_FLAGS, 0);
}

int image_open_file(int at, const char *name)
{
	return lkl_sys_openat(at, name, FILE_FLAGS, 0);
}

static int image_create(int at, const char *name, uint32_t mode)
{
	return lkl_sys_openat(at, name, LKL_O_WRONLY | LKL_O_CREAT |
			      LKL_O_EXCL | LKL_O_CLOEXEC, (lkl_umode_t)mode);
}

/* What is special in the image is so for the system that it is of. */
static int image_open_target(int at, const char *name)
{
	(void)at;
	(void)name;
	return -LKL_ENOENT;
}

static int image_close(int fd)
{
	return lkl_sys_close(fd);
}

static long image_read_dir(int fd, void *buf, unsigned long bytes)
{
	return lkl_sys_getdents64(fd, buf, bytes);
}

static int image_seek_dir(int fd, int64_t next)
{
	long at = lkl_sys_lseek(fd, next, LKL_SEEK_SET);

	return at < 0 ? at : 0;
}

static long image_readlink(int at, const char *name, char *buf,
			   unsigned long bytes)
{
	return lkl_sys_readlinkat(at, name, buf, bytes);
}

static int image_mkdir(int at, const char *name, uint32_t mode)
{
	return lkl_sys_mkdirat(at, name, (lkl_umode_t)mode);
}

/* The number of a device as mknod() takes it: 12 bits of major, 20 of minor. */
static int encode_dev(const struct tree_stat *st, unsigned int *dev)
{
	if (st->rdev_major > 0xfff || st->rdev_minor > 0xfffff)
		return -LKL_EINVAL;
	*dev = (st->rdev_minor & 0xff) | st->rdev_major << 8 |
	       (st->rdev_minor & ~0xffU) << 12;
	return 0;
}

static int image_mknod(int at, const char *name, const struct tree_stat *st)
{
	unsigned int dev;
	int err = encode_dev(st, &dev);

	return err ? err : lkl_sys_mknodat(at, name, (lkl_umode_t)st->mode,
					   dev);
}

static int image_symlink(const char *target, int at, const char *name)
{
	return lkl_sys_symlinkat(target, at, name);
}

static int image_link(int from_at, const char *from, int at, const char *name)
{
	return lkl_sys_linkat(from_at, from, at, name, 0);
}

static int image_remove(int at, const char *name, int is_dir)
{
	return lkl_sys_unlinkat(at, name, is_dir ? LKL_AT_REMOVEDIR : 0);
}

/*
 * Freezing does more than syncfs(): what is in the journal goes to where it
 * belongs, and inodes need not be kept for it. Not all file systems can.
 */
static int image_settle(struct tree *tree)
{
	long fd, err;

	fd = lkl_sys_openat(tree->root, ".", DIR_FLAGS, 0);
	if (fd < 0)
		return fd;
	err = lkl_sys_ioctl(fd, LKL_FIFREEZE, 0);
	if (!err)
		err = lkl_sys_ioctl(fd, LKL_FITHAW, 0);
	else if (err == -LKL_EOPNOTSUPP)
		err = lkl_sys_syncfs(fd);
	lkl_sys_close(fd);
	return err;
}

/* Unmounting does it, see session_close(), and tells of what fails. */
static int image_sync(int fd)
{
	(void)fd;
	return 0;
}

static int64_t image_room(int fd)
{
	struct lkl_statfs st;
	long err = lkl_sys_fstatfs(fd, &st);

	if (err)
		return err;
	return st.f_files && !st.f_ffree ? 0 : st.f_bavail * st.f_bsize;
}

static const struct tree_ops image_ops = {
	.file = &image_file_ops,
	.inode = &image_inode_ops,
	.xattr = &image_xattr_ops,
	.open_root = image_open_root,
	.open_dir = image_open_dir,
	.open_file = image_open_file,
	.create = image_create,
	.open_target = image_open_target,
	.close = image_close,
	.read_dir = image_read_dir,
	.seek_dir = image_seek_dir,
	.readlink = image_readlink,
	.mkdir = image_mkdir,
	.mknod = image_mknod,
	.symlink = image_symlink,
	.link = image_link,
	.remove = image_remove,
	.settle = image_settle,
	.sync = image_sync,
	.room = image_room,
};

int image_tree_init(struct tree *tree, const char *name, const char *mnt)
{
	tree->ops = &image_ops;
	tree->name = name;
	tree->drops_dots = 0;
	tree->kept = NULL;
	tree->reserve = NULL;
	tree->settle_entries = 0;
	tree->settle_bytes = 0;
	tree->root = lkl_sys_open(mnt, LKL_O_PATH | LKL_O_DIRECTORY |
				  LKL_O_CLOEXEC, 0);
	return tree->root < 0 ? tree->root : 0;
}

void image_tree_release(struct tree *tree)
{
	lkl_sys_close(tree->root);
	lkl_sys_chdir("/");
}
