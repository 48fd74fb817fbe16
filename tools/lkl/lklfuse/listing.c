// SPDX-License-Identifier: GPL-2.0
/*
 * Making the answer to a read of a directory.
 */
#include "lklfuse/listing.h"

#include <linux/fuse.h>
#include <string.h>

#include "lklfuse/attr.h"
#include "lklfuse/worker.h"

/*
 * How much longer an entry is for the host, at most: so much less is read at a
 * time, to have room for all of it. A name of one letter takes 24 bytes inside,
 * 32 for the host, or 160 with attributes. The longest entry has to fit.
 */
#define PLAIN_RATIO	2
#define PLUS_RATIO	7
#define ENTRY_BYTES	512

static bool is_dots(const char *name)
{
	return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}

static void plain_entry(struct listing *l, struct lkl_linux_dirent64 *d,
			struct fuse_entry_param *entry)
{
	const struct node_kind *kind = l->fs->nodes.kind;

	memset(entry, 0, sizeof(*entry));
	entry->attr.st_ino = d->d_ino ^ l->ino_bits;
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

/* Subvolumes are told apart by some bits of the numbers of their files. */
static uint64_t ino_bits(struct listing *l)
{
	struct lkl_statx st;

	if (!attr_has_devs(l->fs) || attr_fd(l->dir->fd, &st))
		return 0;
	return attr_ino(l->fs, &st) ^ st.stx_ino;
}

long listing_fill(struct listing *l, off_t off)
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
	l->ino_bits = l->plus ? 0 : ino_bits(l);
	if (bytes < ENTRY_BYTES)
		bytes = ENTRY_BYTES;
	for (; ret > 0 && bytes >= ENTRY_BYTES; bytes = to_read(l)) {
		ret = lkl_sys_getdents64(l->dir->fd, (void *)entries, bytes);
		if (ret > 0)
			ret = add_all(l, entries, ret);
	}
	/* An error leaves it anywhere. */
	if (ret < 0)
		l->dir->pos = -1;
	return l->used ? 0 : ret;
}

void listing_undo(struct listing *l)
{
	const struct fuse_direntplus *entry;
	size_t at;

	for (at = 0; l->plus && at < l->used;
	     at += FUSE_DIRENTPLUS_SIZE(entry)) {
		entry = (const void *)(l->buf + at);
		if (entry->entry_out.nodeid)
			node_forget(&l->fs->nodes,
				    node_of(l->fs, entry->entry_out.nodeid), 1);
	}
}
