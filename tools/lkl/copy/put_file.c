// SPDX-License-Identifier: GPL-2.0
/*
 * Writing regular files.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/put.h"

static int create(struct put *put, int at, const char *name,
		  const struct tree_stat *st)
{
	struct tree *tree = put->tree;
	uint32_t mode = tree->root < 0 ? 0600 : st->mode & 0777;
	int fd, err;

	fd = tree->ops->create(tree, at, name, mode);
	if (fd != -EEXIST)
		return fd;
	err = put_replace(put, at, name);
	return err ? err : tree->ops->create(tree, at, name, mode);
}

void put_file_begin(struct put *put, int at, const char *name,
		    const struct walk_item *item)
{
	int err;

	put_prepare(put, item, &put->file);
	err = put_keep(&put->file, &put->file_owned);
	put->fd = err ? err : create(put, at, name, &put->file.st);
	if (put->fd < 0) {
		free(put->file_owned);
		put_cannot(put, item, put->fd);
		return;
	}
	put->written = 0;
	put->file_bytes = 0;
	put->file_link = item->link;
	put->file_at = at;
	strcpy(put->name, name);
}

static void end(struct put *put)
{
	int err = put->tree->ops->close(put->tree, put->fd);

	if (err)
		put_fail(put, err);
	put->fd = -1;
	free(put->file_owned);
}

void put_file_drop(struct put *put)
{
	if (put->fd < 0)
		return;
	put->tree->ops->remove(put->tree, put->file_at, put->name, 0);
	put->result->bytes -= put->file_bytes;
	end(put);
}

void put_file_data(struct put *put, const struct walk_item *item)
{
	long done;

	if (put->fd < 0 || !item->bytes)
		return;
	done = put->tree->ops->write(put->tree, put->fd, item->data,
				     item->bytes, item->offset);
	if (done < 0) {
		put_fail(put, (int)done);
		put_file_drop(put);
		return;
	}
	put->written = item->offset + item->bytes;
	put->file_bytes += item->bytes;
	put->written_bytes += item->bytes;
	put->result->bytes += item->bytes;
}

/* A hole at the end is not written; a file that shrank ends where it ended. */
void put_file_end(struct put *put, const struct walk_item *item)
{
	struct tree *tree = put->tree;
	int err = 0;

	if (put->fd < 0)
		return;
	if (put->written < item->offset)
		err = tree->ops->truncate(tree, put->fd, item->offset);
	if (!err && put->file_link)
		err = places_add(put, put->file_link, put->name);
	if (err) {
		put_fail(put, err);
		put_file_drop(put);
		return;
	}
	put_meta(put, put->fd, "", &put->file);
	put->result->entries++;
	end(put);
}
