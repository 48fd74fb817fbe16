// SPDX-License-Identifier: GPL-2.0
/*
 * Operations that read directories.
 *
 * Nothing is kept between two of them but a descriptor that may be closed at
 * any time: positions are the file system's own, and find their place again,
 * as they have to for NFS.
 */
#include <string.h>

#include "lklfuse/attr.h"
#include "lklfuse/dir.h"
#include "lklfuse/file.h"
#include "lklfuse/ops.h"
#include "lklfuse/turn.h"
#include "lklfuse/worker.h"

/*
 * How much longer an entry is for the host, at most: so much less is read at a
 * time, to have room for all of it. The longest entry has to fit.
 */
#define PLAIN_RATIO	2
#define PLUS_RATIO	6
#define ENTRY_BYTES	512

/* An answer in the making. */
struct listing {
	fuse_req_t req;
	struct fs *fs;
	struct node *node;
	struct dir *dir;
	bool plus;
	char *buf;
	size_t size, used;
};

static bool is_dots(const char *name)
{
	return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}

static void plain_entry(struct listing *l, struct lkl_linux_dirent64 *d,
			struct fuse_entry_param *entry)
{
	const struct node_kind *kind = l->fs->nodes.kind;

	memset(entry, 0, sizeof(*entry));
	entry->attr.st_ino = d->d_ino;
	entry->attr.st_mode = (unsigned int)d->d_type << 12;
	if (kind->dirent_ino && !is_dots(d->d_name))
		entry->attr.st_ino = kind->dirent_ino(&l->fs->nodes, l->node,
						      d->d_name, d->d_ino);
}

/*
 * Attributes that cannot be had are left out: the host asks for them when it
 * wants them, and gets the error then.
 */
static void full_entry(struct listing *l, struct lkl_linux_dirent64 *d,
		       struct fuse_entry_param *entry)
{
	struct lkl_statx st;
	struct place place = { .dir = l->node, .dirfd = l->dir->fd,
			       .name = d->d_name, .fd = -1, .st = &st };

	if (is_dots(d->d_name) || attr_at(l->dir->fd, d->d_name, &st) ||
	    entry_fill(l->fs, &place, entry))
		plain_entry(l, d, entry);
}

/* Return: whether it had room. */
static bool add(struct listing *l, struct lkl_linux_dirent64 *d)
{
	struct fuse_entry_param entry;
	size_t room = l->size - l->used, need;

	if (!l->plus) {
		plain_entry(l, d, &entry);
		need = fuse_add_direntry(l->req, l->buf + l->used, room,
					 d->d_name, &entry.attr, d->d_off);
	} else {
		need = fuse_add_direntry_plus(l->req, NULL, 0, d->d_name, NULL,
					      0);
		if (need > room)
			return false;
		full_entry(l, d, &entry);
		fuse_add_direntry_plus(l->req, l->buf + l->used, room,
				       d->d_name, &entry, d->d_off);
	}
	if (need > room)
		return false;
	l->used += need;
	return true;
}

static size_t to_read(const struct listing *l)
{
	size_t room = l->size - l->used;

	room /= l->plus ? PLUS_RATIO : PLAIN_RATIO;
	return room < WORKER_ENTRIES_BYTES ? room : WORKER_ENTRIES_BYTES;
}

/* Return: 1 if there was room for all of them, 0 if not, or -errno. */
static long add_all(struct listing *l, const char *entries, long bytes)
{
	struct lkl_linux_dirent64 *d;
	long i, err;

	for (i = 0; i < bytes; i += d->d_reclen) {
		d = (void *)(entries + i);
		if (!add(l, d)) {
			err = lkl_sys_lseek(l->dir->fd, l->dir->pos,
					    LKL_SEEK_SET);
			return err < 0 ? err : 0;
		}
		l->dir->pos = d->d_off;
	}
	return 1;
}

/* With the lock of the directory. */
static long fill(struct listing *l, off_t off)
{
	char *entries = worker_entries();
	size_t bytes = to_read(l);
	long ret = 1;

	/* A rewound directory shows what was made since it was opened. */
	if (l->dir->pos != off || !off) {
		ret = lkl_sys_lseek(l->dir->fd, off, LKL_SEEK_SET);
		if (ret < 0)
			return ret;
		ret = 1;
	}
	l->dir->pos = off;
	if (bytes < ENTRY_BYTES)
		bytes = ENTRY_BYTES;
	for (; ret > 0 && bytes >= ENTRY_BYTES; bytes = to_read(l)) {
		ret = lkl_sys_getdents64(l->dir->fd, (void *)entries, bytes);
		if (ret > 0)
			ret = add_all(l, entries, ret);
	}
	return l->used ? 0 : ret;
}

static void list(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
		 bool plus)
{
	struct fs *fs = fs_of(req);
	struct listing l = { .req = req, .fs = fs, .plus = plus, .size = size,
			     .node = node_of(fs, ino) };
	long err;

	l.buf = worker_buffer(&l.size);
	err = dir_get(&fs->nodes, l.node, &l.dir);
	if (err < 0) {
		reply_err(req, err);
		return;
	}
	turn_lock(&l.dir->lock);
	err = fill(&l, off);
	if (err < 0)
		l.dir->pos = -1;
	pthread_mutex_unlock(&l.dir->lock);
	if (err < 0)
		reply_err(req, err);
	else
		fuse_reply_buf(req, l.buf, l.used);
	dir_put(&fs->nodes, l.dir);
}

void op_readdir(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
		struct fuse_file_info *fi)
{
	(void)fi;
	list(req, ino, size, off, false);
}

void op_readdirplus(fuse_req_t req, fuse_ino_t ino, size_t size, off_t off,
		    struct fuse_file_info *fi)
{
	(void)fi;
	list(req, ino, size, off, true);
}

/* The host stops asking, and caches directories, where it knows this answer. */
void op_opendir(fuse_req_t req, fuse_ino_t ino, struct fuse_file_info *fi)
{
	(void)ino;
	if (fs_of(req)->no_opendir) {
		fuse_reply_err(req, ENOSYS);
		return;
	}
	fi->cache_readdir = 1;
	fi->keep_cache = 1;
	fuse_reply_open(req, fi);
}

void op_fsyncdir(fuse_req_t req, fuse_ino_t ino, int datasync,
		 struct fuse_file_info *fi)
{
	struct fs *fs = fs_of(req);
	struct dir *dir;
	long err;

	(void)fi;
	err = dir_get(&fs->nodes, node_of(fs, ino), &dir);
	if (err >= 0) {
		err = datasync ? lkl_sys_fdatasync(dir->fd) :
				 lkl_sys_fsync(dir->fd);
		dir_put(&fs->nodes, dir);
	}
	reply_err(req, err);
}
