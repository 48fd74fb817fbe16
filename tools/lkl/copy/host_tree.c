// SPDX-License-Identifier: GPL-2.0
/*
 * The files of the host.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "copy/host_xattr.h"
#include "copy/tree.h"

#define DIR_FLAGS	(O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
/* Without O_NONBLOCK, what became a fifo meanwhile would hold us up. */
#define FILE_FLAGS	(O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | \
			 O_CLOEXEC)

static long result(long ret)
{
	return ret < 0 ? -errno : ret;
}

static int host_open_root(struct tree *tree, const char *path)
{
	(void)tree;
	return result(open(path, O_PATH | O_DIRECTORY | O_CLOEXEC));
}

/* Only owners may read without leaving a trace. */
static int open_quietly(int at, const char *name, int flags)
{
	int fd = openat(at, name, flags | O_NOATIME);

	if (fd < 0 && errno == EPERM)
		fd = openat(at, name, flags);
	return result(fd);
}

static int host_open_dir(struct tree *tree, int at, const char *name)
{
	(void)tree;
	return open_quietly(at, name, DIR_FLAGS);
}

static int host_open_file(struct tree *tree, int at, const char *name)
{
	(void)tree;
	return open_quietly(at, name, FILE_FLAGS);
}

static int host_create(struct tree *tree, int at, const char *name,
		       uint32_t mode)
{
	(void)tree;
	return result(openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			     mode));
}

static int host_open_target(struct tree *tree, int at, const char *name)
{
	struct stat st;

	(void)tree;
	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW))
		return -errno;
	if (S_ISREG(st.st_mode) ||
	    (S_ISLNK(st.st_mode) && fstatat(at, name, &st, 0)))
		return -ENOENT;
	return result(openat(at, name, O_WRONLY | O_TRUNC | O_NOCTTY |
			     O_CLOEXEC));
}

static int host_close(struct tree *tree, int fd)
{
	(void)tree;
	return result(close(fd));
}

static long host_read_dir(struct tree *tree, int fd, void *buf,
			  unsigned long bytes)
{
	(void)tree;
	return result(syscall(SYS_getdents64, fd, buf, bytes));
}

static int host_seek_dir(struct tree *tree, int fd, int64_t next)
{
	struct stat st;
	int err;

	(void)tree;
	if (lseek(fd, next, SEEK_SET) >= 0)
		return 0;
	err = -errno;
	/* ext4 no longer knows its positions in a directory that was removed */
	if (err == -EINVAL && !fstat(fd, &st) && !st.st_nlink)
		err = -ENOENT;
	return err;
}

static struct tree_time time_of(const struct statx_timestamp *ts)
{
	struct tree_time time = { .sec = ts->tv_sec, .nsec = ts->tv_nsec };

	return time;
}

static int host_stat(struct tree *tree, int at, const char *name,
		     struct tree_stat *st)
{
	struct statx x;

	(void)tree;
	if (statx(at, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT |
		  (*name ? 0 : AT_EMPTY_PATH), STATX_BASIC_STATS, &x))
		return -errno;
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

static long host_readlink(struct tree *tree, int at, const char *name,
			  char *buf, unsigned long bytes)
{
	(void)tree;
	return result(readlinkat(at, name, buf, bytes));
}

static long host_read(struct tree *tree, int fd, void *buf,
		      unsigned long bytes, uint64_t offset)
{
	unsigned long done = 0;
	ssize_t got;

	(void)tree;
	while (done < bytes) {
		got = pread(fd, (char *)buf + done, bytes - done,
			    (off_t)(offset + done));
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -errno;
		if (!got)
			break;
		done += (unsigned long)got;
	}
	return (long)done;
}

static long host_write(struct tree *tree, int fd, const void *buf,
		       unsigned long bytes, uint64_t offset)
{
	unsigned long done = 0;
	ssize_t put;

	(void)tree;
	while (done < bytes) {
		put = pwrite(fd, (const char *)buf + done, bytes - done,
			     (off_t)(offset + done));
		if (put < 0 && errno == ESPIPE)
			put = write(fd, (const char *)buf + done, bytes - done);
		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return put ? -errno : -EIO;
		done += (unsigned long)put;
	}
	return (long)done;
}

/* Where the file system does not know, everything is data. */
static int64_t host_seek_data(struct tree *tree, int fd, uint64_t offset)
{
	off_t at = lseek(fd, (off_t)offset, SEEK_DATA);

	(void)tree;
	if (at < 0)
		return errno == EINVAL ? (int64_t)offset : -errno;
	return at;
}

static int64_t host_seek_hole(struct tree *tree, int fd, uint64_t offset)
{
	off_t at = lseek(fd, (off_t)offset, SEEK_HOLE);

	(void)tree;
	if (at < 0 && errno == EINVAL)
		at = lseek(fd, 0, SEEK_END);
	return at < 0 ? -errno : at;
}

static int host_truncate(struct tree *tree, int fd, uint64_t size)
{
	(void)tree;
	return result(ftruncate(fd, (off_t)size));
}

static int host_mkdir(struct tree *tree, int at, const char *name,
		      uint32_t mode)
{
	(void)tree;
	return result(mkdirat(at, name, mode));
}

static int host_mknod(struct tree *tree, int at, const char *name,
		      const struct tree_stat *st)
{
	(void)tree;
	return result(mknodat(at, name, st->mode,
			      makedev(st->rdev_major, st->rdev_minor)));
}

static int host_symlink(struct tree *tree, const char *target, int at,
			const char *name)
{
	(void)tree;
	return result(symlinkat(target, at, name));
}

static int host_link(struct tree *tree, int from_at, const char *from, int at,
		     const char *name)
{
	(void)tree;
	return result(linkat(from_at, from, at, name, 0));
}

static int host_remove(struct tree *tree, int at, const char *name, int is_dir)
{
	(void)tree;
	return result(unlinkat(at, name, is_dir ? AT_REMOVEDIR : 0));
}

static int host_set_owner(struct tree *tree, int at, const char *name,
			  uint32_t uid, uint32_t gid)
{
	(void)tree;
	if (!*name)
		return result(fchown(at, uid, gid));
	return result(fchownat(at, name, uid, gid, AT_SYMLINK_NOFOLLOW));
}

static int host_set_mode(struct tree *tree, int at, const char *name,
			 uint32_t mode)
{
	(void)tree;
	if (!*name)
		return result(fchmod(at, mode));
	return result(fchmodat(at, name, mode, AT_SYMLINK_NOFOLLOW));
}

static int host_set_times(struct tree *tree, int at, const char *name,
			  const struct tree_stat *st)
{
	struct timespec times[2] = {
		{ .tv_sec = st->atime.sec, .tv_nsec = st->atime.nsec },
		{ .tv_sec = st->mtime.sec, .tv_nsec = st->mtime.nsec },
	};

	(void)tree;
	if (!*name)
		return result(futimens(at, times));
	return result(utimensat(at, name, times, AT_SYMLINK_NOFOLLOW));
}

/* The host has memory of its own. */
static int host_settle(struct tree *tree)
{
	(void)tree;
	return 0;
}

/* @fd may be good for names only. */
static int host_sync(struct tree *tree, int fd)
{
	int dir = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int err;

	(void)tree;
	if (dir < 0)
		return -errno;
	err = result(syncfs(dir));
	close(dir);
	return err;
}

static const struct tree_ops host_ops = {
	.open_root = host_open_root,
	.open_dir = host_open_dir,
	.open_file = host_open_file,
	.create = host_create,
	.open_target = host_open_target,
	.close = host_close,
	.read_dir = host_read_dir,
	.seek_dir = host_seek_dir,
	.stat = host_stat,
	.readlink = host_readlink,
	.read = host_read,
	.write = host_write,
	.seek_data = host_seek_data,
	.seek_hole = host_seek_hole,
	.truncate = host_truncate,
	.mkdir = host_mkdir,
	.mknod = host_mknod,
	.symlink = host_symlink,
	.link = host_link,
	.remove = host_remove,
	.set_owner = host_set_owner,
	.set_mode = host_set_mode,
	.set_times = host_set_times,
	.list_xattrs = host_list_xattrs,
	.get_xattr = host_get_xattr,
	.set_xattr = host_set_xattr,
	.remove_xattr = host_remove_xattr,
	.settle = host_settle,
	.sync = host_sync,
};

void host_tree_init(struct tree *tree)
{
	tree->ops = &host_ops;
	tree->name = "";
	tree->root = -1;
	tree->drops_dots = 0;
	tree->settle_entries = 0;
	tree->settle_bytes = 0;
}
