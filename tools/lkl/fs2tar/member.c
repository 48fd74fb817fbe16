// SPDX-License-Identifier: GPL-2.0
/*
 * Describing an entry of the image to libarchive.
 */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/walk.h"
#include "fs2tar/acl.h"
#include "fs2tar/contexts.h"
#include "fs2tar/member.h"

static int holds(const struct member_options *o, unsigned int what)
{
	return (o->format->holds & what) == what;
}

static void lose(const struct member_options *o, enum loss_kind kind,
		 const char *path, const char *detail)
{
	loss_add(o->loss, kind, o->image, path, detail);
}

/* To the second, from the first to the last that the format has. */
static void round_time(const struct format *format, struct tree_time *time)
{
	time->nsec = 0;
	if (time->sec < format->first)
		time->sec = format->first;
	if (time->sec > format->last)
		time->sec = format->last;
}

/*
 * Before 1970, libarchive writes the fraction of a time as if it were added to
 * the size of the seconds: other readers are then up to two seconds off. The
 * second alone is the same to all.
 */
static struct tree_time to_store(const struct member_options *o,
				 const struct tree_time *time,
				 const char *path)
{
	struct tree_time stored = *time;

	if (stored.sec >= o->latest) {
		stored.sec = o->latest;
		stored.nsec = 0;
	}
	if (stored.sec < o->format->first || stored.sec > o->format->last ||
	    (stored.nsec && (stored.sec < 0 || !holds(o, HOLDS_TIMES)))) {
		lose(o, LOSS_TIME, path, NULL);
		round_time(o->format, &stored);
	}
	return stored;
}

static void set_times(struct archive_entry *entry,
		      const struct member_options *o,
		      const struct tree_stat *st, const char *path)
{
	struct tree_time time = to_store(o, &st->mtime, path);

	archive_entry_set_mtime(entry, time.sec, time.nsec);
	if (!o->has_atimes || !holds(o, HOLDS_TIMES))
		return;
	time = to_store(o, &st->atime, path);
	archive_entry_set_atime(entry, time.sec, time.nsec);
}

/* A device number as this host packs it. */
static void set_rdev(struct archive_entry *entry, const struct tree_stat *st)
{
	if (S_ISCHR(st->mode) || S_ISBLK(st->mode)) {
		archive_entry_set_rdevmajor(entry, st->rdev_major);
		archive_entry_set_rdevminor(entry, st->rdev_minor);
	}
}

/*
 * What is not graphic ASCII is written as %XX into pax headers, which not all
 * readers undo.
 */
static int is_plain_name(const char *name)
{
	for (; *name; name++)
		if (*name <= ' ' || *name > '~')
			return 0;
	return 1;
}

static int add_acl(struct archive_entry *entry, const struct member_options *o,
		   const struct walk_xattr *xattr, const char *path)
{
	int err;

	err = holds(o, HOLDS_ACLS) ? acl_add(entry, xattr) : -ERANGE;
	if (err == -ENOMEM)
		return err;
	if (err)
		lose(o, LOSS_XATTR, path, xattr->name);
	return 0;
}

static int add_xattrs(struct archive_entry *entry,
		      const struct member_options *o,
		      const struct walk_item *item, const char *path)
{
	const struct walk_xattr *x;
	unsigned int i;
	int err = 0;

	for (i = 0; i < item->nr_xattrs && !err; i++) {
		x = &item->xattrs[i];
		contexts_add(o->contexts, path, x);
		if (acl_is(x))
			err = add_acl(entry, o, x, path);
		else if (holds(o, HOLDS_XATTRS) && is_plain_name(x->name))
			archive_entry_xattr_add_entry(entry, x->name, x->value,
						      x->bytes);
		else
			lose(o, LOSS_XATTR, path, x->name);
	}
	return err;
}

/* libarchive takes one piece of no bytes for a file that is a hole. */
static void add_map(struct archive_entry *entry, const struct member_options *o,
		    const struct walk_item *item, const char *path)
{
	unsigned long i;

	if (!item->is_sparse || item->is_again)
		return;
	if (!holds(o, HOLDS_HOLES)) {
		lose(o, LOSS_HOLES, path, NULL);
		return;
	}
	for (i = 0; i < item->nr_extents; i++)
		archive_entry_sparse_add_entry(entry, item->extents[i].offset,
					       item->extents[i].bytes);
	if (!item->nr_extents && item->st.size)
		archive_entry_sparse_add_entry(entry, 0, 0);
}

int member_fill(struct archive_entry *entry, const struct member_options *o,
		const struct walk_item *item, const char *path)
{
	struct tree_stat owned = item->st;
	const struct tree_stat *st = &owned;

	owner_apply(o->owners, &owned);
	if (S_ISSOCK(st->mode) && !holds(o, HOLDS_SOCKETS)) {
		lose(o, LOSS_ENTRY, path, "socket");
		return 1;
	}
	archive_entry_set_mode(entry, st->mode);
	archive_entry_set_uid(entry, st->uid);
	archive_entry_set_gid(entry, st->gid);
	archive_entry_set_dev(entry, st->dev);
	archive_entry_set_ino64(entry, st->ino);
	archive_entry_set_nlink(entry, st->nlink);
	archive_entry_set_size(entry, S_ISREG(st->mode) && !item->is_again ?
			       st->size : 0);
	set_rdev(entry, st);
	set_times(entry, o, st, path);
	if (S_ISLNK(st->mode))
		archive_entry_set_symlink(entry, item->target);
	add_map(entry, o, item, path);
	return item->is_again ? 0 : add_xattrs(entry, o, item, path);
}
