// SPDX-License-Identifier: GPL-2.0
/*
 * The files of the host.
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "copy/channel.h"
#include "copy/tree_parts.h"

#define DIR_FLAGS	(O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
/* Without O_NONBLOCK, what became a fifo meanwhile would hold us up. */
#define FILE_FLAGS	(O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | \
			 O_CLOEXEC)

static long result(long ret)
{
	return ret < 0 ? -errno : ret;
}

/*
 * Whoever may read it is told by host_sync() of all that could not be stored
 * from now on.
 */
static int host_open_root(struct tree *tree, const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	(void)tree;
	if (fd < 0 && errno == EACCES)
		fd = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return result(fd);
}

/* Only owners may read without leaving a trace. */
static int open_quietly(int at, const char *name, int flags)
{
	int fd = openat(at, name, flags | O_NOATIME);

	if (fd < 0 && errno == EPERM)
		fd = openat(at, name, flags);
	return result(fd);
}

static int host_open_dir(int at, const char *name)
{
	return open_quietly(at, name, DIR_FLAGS);
}

static int host_open_file(int at, const char *name)
{
	return open_quietly(at, name, FILE_FLAGS);
}

static int host_create(int at, const char *name, uint32_t mode)
{
	return result(openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
			     mode));
}

static int host_open_target(int at, const char *name)
{
	struct stat st;

	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW))
		return -errno;
	if (S_ISREG(st.st_mode) ||
	    (S_ISLNK(st.st_mode) && fstatat(at, name, &st, 0)))
		return -ENOENT;
	return channel_open(at, name);
}

static int host_close(int fd)
{
	return result(close(fd));
}

static long host_read_dir(int fd, void *buf, unsigned long bytes)
{
	return result(syscall(SYS_getdents64, fd, buf, bytes));
}

static int host_seek_dir(int fd, int64_t next)
{
	struct stat st;
	int err;

	if (lseek(fd, next, SEEK_SET) >= 0)
		return 0;
	err = -errno;
	/* ext4 no longer knows its positions in a directory that was removed */
	if (err == -EINVAL && !fstat(fd, &st) && !st.st_nlink)
		err = -ENOENT;
	return err;
}

static long host_readlink(int at, const char *name, char *buf,
			  unsigned long bytes)
{
	return result(readlinkat(at, name, buf, bytes));
}

static int host_mkdir(int at, const char *name, uint32_t mode)
{
	return result(mkdirat(at, name, mode));
}

static int host_mknod(int at, const char *name, const struct tree_stat *st)
{
	return result(mknodat(at, name, st->mode,
			      makedev(st->rdev_major, st->rdev_minor)));
}

static int host_symlink(const char *target, int at, const char *name)
{
	return result(symlinkat(target, at, name));
}

static int host_link(int from_at, const char *from, int at, const char *name)
{
	return result(linkat(from_at, from, at, name, 0));
}

static int host_remove(int at, const char *name, int is_dir)
{
	return result(unlinkat(at, name, is_dir ? AT_REMOVEDIR : 0));
}

/* The host has memory of its own. */
static int host_settle(struct tree *tree)
{
	(void)tree;
	return 0;
}

static int host_sync(int fd)
{
	int err = result(syncfs(fd));

	/* Of what may not be read there is no better descriptor. */
	if (err == -EBADF) {
		sync();
		err = 0;
	}
	return err;
}

static int64_t host_room(int fd)
{
	struct statvfs st;

	if (fstatvfs(fd, &st))
		return -errno;
	return st.f_files && !st.f_favail ? 0 :
	       (int64_t)(st.f_bavail * st.f_frsize);
}

static const struct tree_ops host_ops = {
	.file = &host_file_ops,
	.inode = &host_inode_ops,
	.xattr = &host_xattr_ops,
	.open_root = host_open_root,
	.open_dir = host_open_dir,
	.open_file = host_open_file,
	.create = host_create,
	.open_target = host_open_target,
	.close = host_close,
	.read_dir = host_read_dir,
	.seek_dir = host_seek_dir,
	.readlink = host_readlink,
	.mkdir = host_mkdir,
	.mknod = host_mknod,
	.symlink = host_symlink,
	.link = host_link,
	.remove = host_remove,
	.settle = host_settle,
	.sync = host_sync,
	.room = host_room,
};

void host_tree_init(struct tree *tree)
{
	tree->ops = &host_ops;
	tree->name = "";
	tree->root = -1;
	tree->drops_dots = 0;
	tree->kept = NULL;
	tree->reserve = NULL;
	tree->settle_entries = 0;
	tree->settle_bytes = 0;
}
