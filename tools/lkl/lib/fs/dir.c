// SPDX-License-Identifier: GPL-2.0
/*
 * Reading directories.
 */
#include <stdlib.h>

#include <lkl_fs.h>
#include <lkl_sys.h>

struct lkl_dir {
	int fd;
	/* Why reading ended: 0 or -errno. */
	int err;
	/* Bytes in @buf, and where the next entry is. */
	long len, pos;
	char buf[16 << 10] __attribute__((aligned(8)));
};

static void set(int *err, int value)
{
	if (err)
		*err = value;
}

struct lkl_dir *lkl_fdopendir(int fd, int *err)
{
	struct lkl_dir *dir = malloc(sizeof(*dir));

	set(err, dir ? 0 : -LKL_ENOMEM);
	if (dir) {
		dir->fd = fd;
		dir->err = 0;
		dir->len = 0;
		dir->pos = 0;
	}
	return dir;
}

struct lkl_dir *lkl_opendir(const char *path, int *err)
{
	struct lkl_dir *dir;
	int fd;

	fd = lkl_sys_open(path, LKL_O_RDONLY | LKL_O_DIRECTORY | LKL_O_CLOEXEC,
			  0);
	if (fd < 0) {
		set(err, fd);
		return NULL;
	}
	dir = lkl_fdopendir(fd, err);
	if (!dir)
		lkl_sys_close(fd);
	return dir;
}

struct lkl_linux_dirent64 *lkl_readdir(struct lkl_dir *dir)
{
	struct lkl_linux_dirent64 *entry;

	if (dir->pos >= dir->len) {
		dir->pos = 0;
		dir->len = lkl_sys_getdents64(dir->fd, (void *)dir->buf,
					      sizeof(dir->buf));
		dir->err = dir->len < 0 ? dir->len : 0;
		if (dir->len <= 0) {
			dir->len = 0;
			return NULL;
		}
	}
	entry = (void *)(dir->buf + dir->pos);
	dir->pos += entry->d_reclen;
	return entry;
}

void lkl_rewinddir(struct lkl_dir *dir)
{
	dir->err = lkl_sys_lseek(dir->fd, 0, LKL_SEEK_SET);
	dir->len = 0;
	dir->pos = 0;
}

int lkl_errdir(struct lkl_dir *dir)
{
	return dir->err;
}

int lkl_dirfd(struct lkl_dir *dir)
{
	return dir->fd;
}

int lkl_closedir(struct lkl_dir *dir)
{
	int err = lkl_sys_close(dir->fd);

	free(dir);
	return err;
}
