/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading trees ahead, on a thread of its own, as a stream of items.
 *
 * A directory is WALK_ENTRY, then its entries, then WALK_LEAVE. A regular file
 * is WALK_ENTRY, then WALK_DATA for each piece, in order and without the holes,
 * then WALK_END. All else, and a further hard link to what had its entry, is
 * WALK_ENTRY alone. WALK_DONE is the last.
 *
 * What cannot be read is reported by the walk itself, see report.h, and left
 * out: an entry whose inode cannot be read, the entries of a directory that
 * cannot be read. Extended attributes that cannot be read are reported and left
 * out of an entry that comes nevertheless.
 */
#ifndef _LKL_COPY_WALK_H
#define _LKL_COPY_WALK_H

#include "copy/tree.h"

enum walk_kind {
	WALK_ENTRY,
	WALK_DATA,
	WALK_END,
	WALK_LEAVE,
	WALK_DONE,
};

/** struct walk_xattr - an extended attribute */
struct walk_xattr {
	const char *name;
	const void *value;
	unsigned long bytes;
};

/** struct walk_extent - where a file has data */
struct walk_extent {
	uint64_t offset, bytes;
};

/**
 * struct walk_item - one step
 * @kind: which of the following there is
 * @source: WALK_ENTRY: which of the sources it is of, from 0
 * @is_source: WALK_ENTRY: it is the source itself
 * @name: WALK_ENTRY: its name in its directory; of a source, the last part of
 *	its path, which may be "." or "/"
 * @st: WALK_ENTRY: its inode; WALK_END: as it is after reading
 * @target: WALK_ENTRY: of a symbolic link
 * @xattrs: WALK_ENTRY: extended attributes; none for a further hard link to a
 *	regular file
 * @nr_xattrs: how many
 * @link: WALK_ENTRY: number of a file that has several hard links, 1 and up,
 *	or 0
 * @is_again: WALK_ENTRY: @link had an entry before; no data follows
 * @is_last: WALK_ENTRY: @link will not come again, its number may be given to
 *	another file
 * @extents: WALK_ENTRY: where a regular file with holes has data, if
 *	walk_options.maps
 * @nr_extents: how many
 * @is_sparse: WALK_ENTRY: a regular file may have holes; with
 *	walk_options.maps, it has
 * @offset: WALK_DATA: where in the file
 * @bytes: WALK_DATA: how many
 * @data: WALK_DATA: what
 * @err: WALK_END: 0; -errno if it was not read to its end; -ESTALE if it
 *	changed meanwhile, in which case @offset is what was read. It has been
 *	reported.
 */
struct walk_item {
	enum walk_kind kind;
	unsigned int source;
	int is_source;
	const char *name;
	struct tree_stat st;
	const char *target;
	const struct walk_xattr *xattrs;
	unsigned int nr_xattrs;
	unsigned long link;
	int is_again, is_last;
	const struct walk_extent *extents;
	unsigned long nr_extents;
	int is_sparse;
	uint64_t offset;
	unsigned long bytes;
	const void *data;
	int err;
};

/**
 * struct walk_options - what to walk
 * @tree: the tree
 * @sources: paths in it, as the user gave them; valid until walk_close()
 * @nr_sources: how many
 * @sorted: the entries of each directory in the order of strcmp()
 * @maps: fill in walk_item.extents
 * @xattrs: read extended attributes
 * @is_stable: nothing changes the tree; looking for changes is omitted
 * @memory_bytes: memory for reading ahead, 1 MiB and up; 0: 4 MiB
 */
struct walk_options {
	struct tree *tree;
	const char *const *sources;
	unsigned int nr_sources;
	int sorted, maps, xattrs, is_stable;
	unsigned long memory_bytes;
};

struct walk;

/**
 * walk_open() - start to read
 * @options: copied
 *
 * Reading begins at once, on a thread of its own, so the tree must be usable.
 * Return: the walk, or NULL if there is no memory or no thread.
 */
struct walk *walk_open(const struct walk_options *options);

/**
 * walk_next() - wait for the next item
 * @walk: the walk
 *
 * Return: the item; it and what it points to are valid until the next call.
 * WALK_DONE, again and again, when all is read or stop_wanted().
 */
const struct walk_item *walk_next(struct walk *walk);

/** walk_close() - stop reading and free everything; NULL does nothing */
void walk_close(struct walk *walk);

#endif
