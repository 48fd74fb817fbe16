// SPDX-License-Identifier: GPL-2.0
/*
 * Writing regular files.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/place.h"
#include "copy/put.h"

#define ZEROES_BYTES	65536

/* Without a @name it is a spare one. */
static int begin(struct put *put, int at, const char *name,
		 const struct walk_item *item)
{
	int fd;

	put->is_through = 0;
	put_prepare(put, item, &put->file);
	fd = put_keep(&put->file, &put->file_owned);
	if (!fd)
		fd = name ? put_open(put, at, name, item) :
			    put_spare_create(put, put->name);
	if (fd < 0) {
		free(put->file_owned);
		return fd;
	}
	if (name)
		strcpy(put->name, name);
	put->fd = fd;
	put->is_spare = !name;
	put->written = 0;
	put->file_bytes = 0;
	put->file_link = item->link;
	put->file_at = at;
	return 0;
}

void put_file_begin(struct put *put, int at, const char *name,
		    const struct walk_item *item)
{
	int err = begin(put, at, name, item);

	if (!err)
		return;
	put_cannot(put, item, err);
	put_file_spare(put, item);
}

/* Without room for it, its other names tell what they miss. */
void put_file_spare(struct put *put, const struct walk_item *item)
{
	if (item->link && !put->result->is_over)
		begin(put, put->target.at, NULL, item);
}

static void end(struct put *put)
{
	int err = put->tree->ops->close(put->fd);

	if (err)
		put_fail(put, err);
	put->fd = -1;
	free(put->file_owned);
}

void put_file_drop(struct put *put)
{
	if (put->fd < 0)
		return;
	if (!put->is_through)
		put->tree->ops->remove(put->file_at, put->name, 0);
	put->result->bytes -= put->file_bytes;
	end(put);
}

/* What cannot have holes gets zeros for them. */
static int write_zeroes(struct put *put, uint64_t end)
{
	static const char zeroes[ZEROES_BYTES];
	unsigned long bytes;
	long done;

	while (put->written < end) {
		bytes = end - put->written < sizeof(zeroes) ?
			(unsigned long)(end - put->written) : sizeof(zeroes);
		done = tree_write(put->tree, put->fd, zeroes, bytes,
					     put->written);
		if (done < 0)
			return (int)done;
		put->written += bytes;
	}
	return 0;
}

static int write_part(struct put *put, const char *data, unsigned long bytes,
		      uint64_t offset)
{
	long done = put->is_through ? write_zeroes(put, offset) : 0;

	if (!done)
		done = tree_write(put->tree, put->fd, data, bytes, offset);
	if (done < 0)
		return (int)done;
	put->written = offset + bytes;
	put->file_bytes += bytes;
	put->written_bytes += bytes;
	put->result->bytes += bytes;
	put_settle(put);
	return 0;
}

void put_file_data(struct put *put, const struct walk_item *item)
{
	unsigned long part, done = 0;
	int err = 0;

	if (put->fd < 0)
		return;
	while (!err && !put->result->is_over && done < item->bytes) {
		part = item->bytes - done;
		if (part > put_room(put))
			part = (unsigned long)put_room(put);
		err = write_part(put, (const char *)item->data + done, part,
				 item->offset + done);
		done += part;
	}
	if (err) {
		put_cannot_write(put, err);
		put_file_drop(put);
	}
}

/*
 * Some file systems do not tell where their holes are, and have less stored
 * than the file is large all the same.
 */
static void check_holes(struct put *put, uint64_t size)
{
	struct tree *tree = put->tree;
	struct tree_stat st;

	if (put->file_bytes < size &&
	    tree_seek_hole(tree, put->fd, 0) >= (int64_t)size &&
	    !tree->ops->inode->stat(put->fd, "", &st) && st.stored >= size)
		loss_add(put->loss, LOSS_HOLES, tree->name, put->path.text,
			 NULL);
}

/* It may be in any file system, or a device. */
static int end_through(struct put *put, uint64_t size)
{
	int err = write_zeroes(put, size);

	return err ? err : put->tree->ops->file->sync(put->fd);
}

/* A hole at the end is not written; a file that shrank ends where it ended. */
void put_file_end(struct put *put, const struct walk_item *item)
{
	struct tree *tree = put->tree;
	int err = 0;

	if (put->fd < 0)
		return;
	if (put->is_through)
		err = end_through(put, item->offset);
	else if (put->written < item->offset)
		err = tree->ops->file->truncate(put->fd, item->offset);
	if (!err && put->file_link)
		err = places_add(put, put->file_link, put->name,
				 put->is_spare);
	if (err) {
		put_cannot_write(put, err);
		put_file_drop(put);
		return;
	}
	if (!put->is_through) {
		check_holes(put, item->offset);
		put_meta(put, put->fd, "", &put->file);
	}
	put->result->entries += !put->is_spare;
	end(put);
}
