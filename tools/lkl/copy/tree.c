// SPDX-License-Identifier: GPL-2.0
/*
 * What is the same in all trees.
 */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include <lkl_sys.h>

#include "copy/tree_parts.h"

long tree_read(struct tree *tree, int fd, void *buf, unsigned long bytes,
	       uint64_t offset)
{
	unsigned long done = 0;
	long got;

	while (done < bytes) {
		got = tree->ops->file->read(fd, (char *)buf + done,
					    bytes - done, offset + done);
		if (got < 0)
			return got;
		if (!got)
			break;
		done += (unsigned long)got;
	}
	return (long)done;
}

long tree_write(struct tree *tree, int fd, const void *buf, unsigned long bytes,
		uint64_t offset)
{
	unsigned long done = 0;
	long put;

	while (done < bytes) {
		put = tree->ops->file->write(fd, (const char *)buf + done,
					     bytes - done, offset + done);
		if (put <= 0)
			return put ? put : -EIO;
		done += (unsigned long)put;
	}
	return (long)done;
}

/* Where the file system does not know, everything is data. */
int64_t tree_seek_data(struct tree *tree, int fd, uint64_t offset)
{
	int64_t at = tree->ops->file->seek(fd, offset, 0);

	return at == -EINVAL ? (int64_t)offset : at;
}

int64_t tree_seek_hole(struct tree *tree, int fd, uint64_t offset)
{
	int64_t at = tree->ops->file->seek(fd, offset, 1);

	return at == -EINVAL ? tree->ops->file->size(fd) : at;
}

int tree_stat_same(const struct tree_stat *a, const struct tree_stat *b)
{
	if (S_ISBLK(a->mode) && S_ISBLK(b->mode))
		return a->rdev_major == b->rdev_major &&
		       a->rdev_minor == b->rdev_minor;
	return a->dev == b->dev && a->ino == b->ino;
}

static struct tree_time time_of(const struct lkl_statx_timestamp *ts)
{
	struct tree_time time = { .sec = ts->tv_sec, .nsec = ts->tv_nsec };

	return time;
}

void tree_stat_fill(struct tree_stat *st, const struct lkl_statx *x)
{
	st->mode = x->stx_mode;
	st->uid = x->stx_uid;
	st->gid = x->stx_gid;
	st->nlink = x->stx_nlink;
	st->rdev_major = x->stx_rdev_major;
	st->rdev_minor = x->stx_rdev_minor;
	st->dev = (uint64_t)x->stx_dev_major << 32 | x->stx_dev_minor;
	st->ino = x->stx_ino;
	st->size = x->stx_size;
	st->stored = x->stx_blocks * 512;
	st->atime = time_of(&x->stx_atime);
	st->mtime = time_of(&x->stx_mtime);
	st->ctime = time_of(&x->stx_ctime);
	memset(&st->btime, 0, sizeof(st->btime));
	if (x->stx_mask & LKL_STATX_BTIME)
		st->btime = time_of(&x->stx_btime);
}
