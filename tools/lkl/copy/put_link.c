// SPDX-License-Identifier: GPL-2.0
/*
 * Making further hard links, or copies where the target has none.
 */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "copy/place.h"
#include "copy/put.h"
#include "copy/report.h"

#define BUFFER_BYTES	(1UL << 20)

static int is_no_link(int err)
{
	return err == -EPERM || err == -EOPNOTSUPP || err == -EMLINK ||
	       err == -ENOSYS;
}

static int copy_range(struct tree *tree, int from, int to, uint64_t begin,
		      uint64_t end, void *buf)
{
	unsigned long bytes;
	long done;

	while (begin < end) {
		bytes = end - begin < BUFFER_BYTES ?
			(unsigned long)(end - begin) : BUFFER_BYTES;
		done = tree_read(tree, from, buf, bytes, begin);
		if (done > 0)
			done = tree_write(tree, to, buf, (unsigned long)done,
					  begin);
		if (done <= 0)
			return done ? (int)done : -EIO;
		begin += (uint64_t)done;
	}
	return 0;
}

static int copy_contents(struct tree *tree, int from, int to, uint64_t size,
			 void *buf)
{
	int64_t begin, end = 0;
	int err = 0;

	while (!err && (uint64_t)end < size) {
		begin = tree_seek_data(tree, from, (uint64_t)end);
		if (begin == -ENXIO)
			break;
		end = begin < 0 ? begin :
		      tree_seek_hole(tree, from, (uint64_t)begin);
		err = end < 0 ? (int)end :
		      copy_range(tree, from, to, (uint64_t)begin,
				 (uint64_t)end, buf);
	}
	return err ? err : tree->ops->file->truncate(to, size);
}

static void copy_xattrs(struct put *put, int from, int to, char *list,
			char *value)
{
	struct tree *tree = put->tree;
	long bytes, at, err;
	size_t len;

	bytes = tree->ops->xattr->list(from, "", list, TREE_XATTR_MAX);
	for (at = 0; at < bytes; at += (long)len) {
		len = 1;
		while (list[at + (long)len - 1])
			len++;
		err = tree->ops->xattr->get(from, "", list + at, value,
					    TREE_XATTR_MAX);
		if (err >= 0)
			err = tree->ops->xattr->set(to, "", list + at, value,
						    (unsigned long)err);
		if (err && !put_cannot_set(put, list + at, (int)err))
			loss_add(put->loss, LOSS_XATTR, tree->name,
				 put->path.text, list + at);
	}
}

/* @from is what the file was copied to first. */
static int copy_file(struct put *put, int from, int at, const char *name)
{
	struct put_inode inode = { .nr_xattrs = 0 };
	struct tree *tree = put->tree;
	char *buf;
	int to, err;

	err = tree->ops->inode->stat(from, "", &inode.st);
	if (err)
		return err;
	to = tree->ops->create(at, name, 0600);
	if (to < 0)
		return to;
	buf = malloc(BUFFER_BYTES);
	err = buf ? copy_contents(tree, from, to, inode.st.size, buf) :
		    -ENOMEM;
	if (!err) {
		copy_xattrs(put, from, to, buf, buf + TREE_XATTR_MAX);
		put_meta(put, to, "", &inode);
	}
	free(buf);
	tree->ops->close(to);
	if (err)
		tree->ops->remove(at, name, 0);
	return err;
}

static int copy_anew(struct put *put, int dir, const char *first, int at,
		     const char *name)
{
	struct tree *tree = put->tree;
	int from, err;

	from = tree->ops->open_file(dir, first);
	if (from < 0)
		return from;
	err = copy_file(put, from, at, name);
	tree->ops->close(from);
	return err;
}

static int link_from(struct put *put, int dir, const char *first, int at,
		     const char *name, const struct walk_item *item)
{
	struct tree *tree = put->tree;
	int err, is_too_many;

	err = tree->ops->link(dir, first, at, name);
	if (err == -EEXIST) {
		err = put_replace(put, at, name);
		if (!err)
			err = tree->ops->link(dir, first, at, name);
	}
	if (!is_no_link(err) || !S_ISREG(item->st.mode))
		return err;
	is_too_many = err == -EMLINK;
	err = copy_anew(put, dir, first, at, name);
	if (err)
		return err;
	loss_add(put->loss, LOSS_LINK, tree->name, put->path.text, NULL);
	/* What follows are links to the copy. */
	return is_too_many ? places_add(put, item->link, name, 0) : 0;
}

void put_link(struct put *put, int at, const char *name,
	      const struct walk_item *item)
{
	const char *first;
	int dir, err;

	dir = err = places_open_dir(put, item->link, &first);
	if (dir >= 0) {
		err = link_from(put, dir, first, at, name, item);
		put->tree->ops->close(dir);
	}
	if (dir == -ENOENT && !S_ISREG(item->st.mode))
		put_special(put, at, name, item);
	else if (dir == -ENOENT)
		report_text("hard link to what was not copied", "%s%s",
			    put->tree->name, put->path.text);
	else if (err)
		put_cannot(put, item, err);
	else
		put->result->entries++;
	if (item->is_last)
		places_forget(put->places, item->link);
}
