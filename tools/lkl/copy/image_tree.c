// SPDX-License-Identifier: GPL-2.0
/*
 * The files of a mounted file system of the kernel.
 */
#include <lkl_sys.h>
#include <lkl/linux/fadvise.h>

#include "copy/image_xattr.h"
#include "copy/tree.h"

/* What is read of a file before it is opened. */
#define EXPECT_BYTES	(128 << 10)

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

static int image_open_dir(struct tree *tree, int at, const char *name)
{
	(void)tree;
	return lkl_sys_openat(at, name, DIR_FLAGS, 0);
}

static int image_open_file(struct tree *tree, int at, const char *name)
{
	(void)tree;
	return lkl_sys_openat(at, name, FILE_FLAGS, 0);
}

static int image_create(struct tree *tree, int at, const char *name,
			uint32_t mode)
{
	(void)tree;
	return lkl_sys_openat(at, name, LKL_O_WRONLY | LKL_O_CREAT |
			      LKL_O_EXCL | LKL_O_CLOEXEC, (lkl_umode_t)mode);
}

/* What is special in the image is so for the system that it is of. */
static int image_open_target(struct tree *tree, int at, const char *name)
{
	(void)tree;
	(void)at;
	(void)name;
	return -LKL_ENOENT;
}

static int image_close(struct tree *tree, int fd)
{
	(void)tree;
	return lkl_sys_close(fd);
}

static long image_read_dir(struct tree *tree, int fd, void *buf,
			   unsigned long bytes)
{
	(void)tree;
	return lkl_sys_getdents64(fd, buf, bytes);
}

static int image_seek_dir(struct tree *tree, int fd, int64_t next)
{
	long at = lkl_sys_lseek(fd, next, LKL_SEEK_SET);

	(void)tree;
	return at < 0 ? at : 0;
}

static struct tree_time time_of(const struct lkl_statx_timestamp *ts)
{
	struct tree_time time = { .sec = ts->tv_sec, .nsec = ts->tv_nsec };

	return time;
}

static int image_stat(struct tree *tree, int at, const char *name,
		      struct tree_stat *st)
{
	struct lkl_statx x;
	long err;

	(void)tree;
	err = lkl_sys_statx(at, name, LKL_AT_SYMLINK_NOFOLLOW |
			    (*name ? 0 : LKL_AT_EMPTY_PATH),
			    LKL_STATX_BASIC_STATS, &x);
	if (err)
		return err;
	st->mode = x.stx_mode;
	st->uid = x.stx_uid;
	st->gid = x.stx_gid;
	st->nlink = x.stx_nlink;
	st->rdev_major = x.stx_rdev_major;
	st->rdev_minor = x.stx_rdev_minor;
	st->dev = (uint64_t)x.stx_dev_major << 32 | x.stx_dev_minor;
	st->ino = x.stx_ino;
	st->size = x.stx_size;
	st->stored = x.stx_blocks * 512;
	st->atime = time_of(&x.stx_atime);
	st->mtime = time_of(&x.stx_mtime);
	st->ctime = time_of(&x.stx_ctime);
	return 0;
}

static long image_readlink(struct tree *tree, int at, const char *name,
			   char *buf, unsigned long bytes)
{
	(void)tree;
	return lkl_sys_readlinkat(at, name, buf, bytes);
}

static long image_read(struct tree *tree, int fd, void *buf,
		       unsigned long bytes, uint64_t offset)
{
	unsigned long done = 0;
	long got;

	(void)tree;
	while (done < bytes) {
		got = lkl_sys_pread64(fd, (char *)buf + done, bytes - done,
				      offset + done);
		if (got < 0)
			return got;
		if (!got)
			break;
		done += got;
	}
	return done;
}

static void image_expect(struct tree *tree, int at, const char *name)
{
	int fd = image_open_file(tree, at, name);

	if (fd < 0)
		return;
	lkl_sys_fadvise64_64(fd, 0, EXPECT_BYTES, LKL_POSIX_FADV_WILLNEED);
	lkl_sys_close(fd);
}

/*
 * Memory that is used again at once is in the caches of the processor, and the
 * host need not give more.
 */
static void image_drop(struct tree *tree, int fd, uint64_t offset,
		       unsigned long bytes)
{
	(void)tree;
	lkl_sys_fadvise64_64(fd, (lkl_loff_t)offset, (lkl_loff_t)bytes,
			     LKL_POSIX_FADV_DONTNEED);
}

static long image_write(struct tree *tree, int fd, const void *buf,
			unsigned long bytes, uint64_t offset)
{
	unsigned long done = 0;
	long put;

	(void)tree;
	while (done < bytes) {
		put = lkl_sys_pwrite64(fd, (const char *)buf + done,
				       bytes - done, offset + done);
		if (put <= 0)
			return put ? put : -LKL_EIO;
		done += put;
	}
	return done;
}

static int64_t image_seek_data(struct tree *tree, int fd, uint64_t offset)
{
	long at = lkl_sys_lseek(fd, offset, LKL_SEEK_DATA);

	(void)tree;
	return at == -LKL_EINVAL ? (long)offset : at;
}

static int64_t image_seek_hole(struct tree *tree, int fd, uint64_t offset)
{
	long at = lkl_sys_lseek(fd, offset, LKL_SEEK_HOLE);

	(void)tree;
	return at == -LKL_EINVAL ? lkl_sys_lseek(fd, 0, LKL_SEEK_END) : at;
}

static int image_truncate(struct tree *tree, int fd, uint64_t size)
{
	(void)tree;
	return lkl_sys_ftruncate(fd, size);
}

static int image_mkdir(struct tree *tree, int at, const char *name,
		       uint32_t mode)
{
	(void)tree;
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

static int image_mknod(struct tree *tree, int at, const char *name,
		       const struct tree_stat *st)
{
	unsigned int dev;
	int err = encode_dev(st, &dev);

	(void)tree;
	return err ? err : lkl_sys_mknodat(at, name, (lkl_umode_t)st->mode,
					   dev);
}

static int image_symlink(struct tree *tree, const char *target, int at,
			 const char *name)
{
	(void)tree;
	return lkl_sys_symlinkat(target, at, name);
}

static int image_link(struct tree *tree, int from_at, const char *from, int at,
		      const char *name)
{
	(void)tree;
	return lkl_sys_linkat(from_at, from, at, name, 0);
}

static int image_remove(struct tree *tree, int at, const char *name,
			int is_dir)
{
	(void)tree;
	return lkl_sys_unlinkat(at, name, is_dir ? LKL_AT_REMOVEDIR : 0);
}

static int image_set_owner(struct tree *tree, int at, const char *name,
			   uint32_t uid, uint32_t gid)
{
	(void)tree;
	if (!*name)
		return lkl_sys_fchown(at, uid, gid);
	return lkl_sys_fchownat(at, name, uid, gid, LKL_AT_SYMLINK_NOFOLLOW);
}

static int image_set_mode(struct tree *tree, int at, const char *name,
			  uint32_t mode)
{
	(void)tree;
	if (!*name)
		return lkl_sys_fchmod(at, (lkl_umode_t)mode);
	return lkl_sys_fchmodat(at, name, (lkl_umode_t)mode);
}

static int image_set_times(struct tree *tree, int at, const char *name,
			   const struct tree_stat *st)
{
	struct __lkl__kernel_timespec times[2] = {
		{ .tv_sec = st->atime.sec, .tv_nsec = st->atime.nsec },
		{ .tv_sec = st->mtime.sec, .tv_nsec = st->mtime.nsec },
	};

	(void)tree;
	return lkl_sys_utimensat(at, *name ? name : NULL, times,
				 *name ? LKL_AT_SYMLINK_NOFOLLOW : 0);
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
static int image_sync(struct tree *tree, int fd)
{
	(void)tree;
	(void)fd;
	return 0;
}

static const struct tree_ops image_ops = {
	.open_root = image_open_root,
	.open_dir = image_open_dir,
	.open_file = image_open_file,
	.create = image_create,
	.open_target = image_open_target,
	.close = image_close,
	.read_dir = image_read_dir,
	.seek_dir = image_seek_dir,
	.stat = image_stat,
	.readlink = image_readlink,
	.read = image_read,
	.expect = image_expect,
	.drop = image_drop,
	.write = image_write,
	.seek_data = image_seek_data,
	.seek_hole = image_seek_hole,
	.truncate = image_truncate,
	.mkdir = image_mkdir,
	.mknod = image_mknod,
	.symlink = image_symlink,
	.link = image_link,
	.remove = image_remove,
	.set_owner = image_set_owner,
	.set_mode = image_set_mode,
	.set_times = image_set_times,
	.list_xattrs = image_list_xattrs,
	.get_xattr = image_get_xattr,
	.set_xattr = image_set_xattr,
	.remove_xattr = image_remove_xattr,
	.settle = image_settle,
	.sync = image_sync,
};

int image_tree_init(struct tree *tree, const char *name, const char *mnt)
{
	tree->ops = &image_ops;
	tree->name = name;
	tree->drops_dots = 0;
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
