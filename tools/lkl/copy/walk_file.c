// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the contents of regular files for a walk.
 */
#include <errno.h>

#include "copy/report.h"
#include "copy/stop.h"
#include "copy/walk_internal.h"

#define PIECE_BYTES	(1UL << 20)
/* What is tried to be read of files that say that they are empty. */
#define EMPTY_BYTES	4096UL

/* A file that is read. */
struct reading {
	struct walk *walk;
	struct tree *tree;
	int fd;
	/* How far to read, and how far it is read. */
	uint64_t size, offset;
	/* It turned out to be shorter than it was. */
	int is_short;
};

/* Return: bytes, -errno of reading; @ended is what ends the walk. */
static long read_piece(struct reading *reading, uint64_t left, int *ended)
{
	unsigned long bytes = left < PIECE_BYTES ? (unsigned long)left :
						   PIECE_BYTES;
	struct walk_item *item;
	long got;

	*ended = stop_wanted() ? -ECANCELED : 0;
	item = *ended ? NULL : stream_data(reading->walk->stream, &bytes);
	if (!item) {
		*ended = -ECANCELED;
		return 0;
	}
	item->offset = reading->offset;
	got = tree_read(reading->tree, reading->fd, (void *)item->data, bytes,
			reading->offset);
	stream_data_end(reading->walk->stream, item,
			got > 0 ? (unsigned long)got : 0);
	if (got < 0)
		return got;
	if (got && reading->tree->ops->file->drop)
		reading->tree->ops->file->drop(reading->fd, reading->offset,
					       (unsigned long)got);
	reading->offset += (uint64_t)got;
	reading->is_short = (unsigned long)got < bytes;
	return got;
}

/* Return: 0 or -errno of reading. */
static int read_range(struct reading *reading, uint64_t begin, uint64_t end,
		      int *ended)
{
	long got;

	reading->offset = begin;
	while (reading->offset < end && !reading->is_short) {
		got = read_piece(reading, end - reading->offset, ended);
		if (*ended)
			return 0;
		if (got < 0)
			return (int)got;
	}
	return 0;
}

static int read_sparse(struct reading *reading, int *ended)
{
	uint64_t begin, end = 0;
	int err;

	while (end < reading->size && !*ended && !reading->is_short) {
		err = walk_next_extent(reading->tree, reading->fd,
				       reading->size, end, &begin, &end);
		if (err)
			return err;
		if (begin >= reading->size)
			break;
		err = read_range(reading, begin, end, ended);
		if (err)
			return err;
	}
	if (!reading->is_short)
		reading->offset = reading->size;
	return 0;
}

/* Some files tell their size only by being read to the end. */
static int read_unknown(struct reading *reading, int *ended)
{
	unsigned long bytes = EMPTY_BYTES;
	long got;

	do {
		got = read_piece(reading, bytes, ended);
		bytes = PIECE_BYTES;
	} while (got > 0 && !*ended && !reading->is_short);
	reading->is_short = 0;
	return got < 0 ? (int)got : 0;
}

static int read_file(struct reading *reading, int is_sparse, int *ended)
{
	if (!reading->size)
		return reading->walk->options.is_stable ? 0 :
			read_unknown(reading, ended);
	if (is_sparse)
		return read_sparse(reading, ended);
	return read_range(reading, 0, reading->size, ended);
}

static int is_same_time(const struct tree_time *a, const struct tree_time *b)
{
	return a->sec == b->sec && a->nsec == b->nsec;
}

/* What was read is of one moment if the file is as it was. */
static int check_change(struct reading *reading, const struct tree_stat *st)
{
	struct tree_stat now;
	int err;

	if (reading->is_short)
		return -ESTALE;
	if (reading->walk->options.is_stable)
		return 0;
	err = reading->tree->ops->inode->stat(reading->fd, "", &now);
	if (err)
		return err;
	return now.size == st->size && is_same_time(&now.mtime, &st->mtime) ?
	       0 : -ESTALE;
}

static void report_reading(struct walk *walk, int err)
{
	if (err == -ESTALE)
		report_text("changed while it was copied", "%s%s",
			    walk->options.tree->name, walk->path.text);
	else
		walk_fail(walk, err);
}

int walk_contents(struct walk *walk, int fd, struct walk_item *item)
{
	struct tree_stat st = item->st;
	struct reading reading = {
		.walk = walk,
		.tree = walk->options.tree,
		.fd = fd,
		.size = st.size,
	};
	int err, ended = 0;

	err = read_file(&reading, item->is_sparse, &ended);
	if (ended)
		return ended;
	if (!err)
		err = check_change(&reading, &st);
	if (err)
		report_reading(walk, err);
	item = stream_item(walk->stream, WALK_END);
	if (!item)
		return -ECANCELED;
	item->st = st;
	item->st.size = reading.offset;
	item->offset = reading.offset;
	item->err = err;
	return 0;
}
