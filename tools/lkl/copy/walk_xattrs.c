// SPDX-License-Identifier: GPL-2.0
/*
 * Reading extended attributes for a walk.
 */
#include <errno.h>
#include <string.h>

#include "copy/console.h"
#include "copy/report.h"
#include "copy/walk_internal.h"

static unsigned int count(const char *list, long bytes)
{
	unsigned int nr = 0;
	long at;

	for (at = 0; at < bytes; at += (long)strlen(list + at) + 1)
		nr++;
	return nr;
}

/* Return: 1 if it is there, 0 if not, or what ends the walk. */
static int read_one(struct walk *walk, int at, const char *name,
		    const char *xattr, struct walk_xattr *to)
{
	struct tree *tree = walk->options.tree;
	void *value;
	long got;

	got = tree->ops->xattr->get(at, name, xattr, walk->value,
				   sizeof(walk->value));
	if (got == -ENODATA)
		return 0;
	if (got < 0 && console_died())
		return walk_fail(walk, (int)got);
	if (got < 0) {
		report_error((int)got, "%s%s: %s", tree->name,
			     walk->path.text, xattr);
		return 0;
	}
	value = stream_alloc(walk->stream, (unsigned long)got + 1);
	if (!value)
		return -ENOMEM;
	memcpy(value, walk->value, (size_t)got);
	to->value = value;
	to->bytes = (unsigned long)got;
	return 1;
}

/* The list is gone with the next inode, so names are copied. */
static int read_all(struct walk *walk, int at, const char *name, long bytes,
		    struct walk_item *item)
{
	struct walk_xattr *xattrs;
	const char *xattr, *end;
	char *list;
	int got;

	list = stream_alloc(walk->stream, (unsigned long)bytes);
	xattrs = stream_alloc(walk->stream, count(walk->list, bytes) *
			      sizeof(*xattrs));
	if (!list || !xattrs)
		return -ENOMEM;
	memcpy(list, walk->list, (size_t)bytes);
	item->xattrs = xattrs;
	end = list + bytes;
	for (xattr = list; xattr < end; xattr += strlen(xattr) + 1) {
		got = read_one(walk, at, name, xattr,
			       &xattrs[item->nr_xattrs]);
		if (got < 0)
			return got;
		if (got)
			xattrs[item->nr_xattrs++].name = xattr;
	}
	return 0;
}

int walk_xattrs(struct walk *walk, int at, const char *name,
		struct walk_item *item)
{
	struct tree *tree = walk->options.tree;
	long bytes;

	bytes = tree->ops->xattr->list(at, name, walk->list,
				       sizeof(walk->list));
	if (bytes < 0)
		return walk_fail(walk, (int)bytes);
	return bytes ? read_all(walk, at, name, bytes, item) : 0;
}
