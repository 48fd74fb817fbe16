// SPDX-License-Identifier: GPL-2.0
/*
 * Where regular files have data.
 */
#include <errno.h>
#include <stdlib.h>

#include "copy/walk_internal.h"

int walk_next_extent(struct tree *tree, int fd, uint64_t size, uint64_t offset,
		     uint64_t *begin, uint64_t *end)
{
	int64_t at = tree_seek_data(tree, fd, offset);

	*begin = size;
	*end = size;
	if (at == -ENXIO || at >= (int64_t)size)
		return 0;
	if (at < 0)
		return (int)at;
	*begin = (uint64_t)at;
	at = tree_seek_hole(tree, fd, *begin);
	if (at < 0 && at != -ENXIO)
		return (int)at;
	if (at > (int64_t)*begin && at < (int64_t)size)
		*end = (uint64_t)at;
	return 0;
}

static int add_extent(struct walk_item *item, uint64_t begin, uint64_t end)
{
	struct walk_extent *extents = (struct walk_extent *)item->extents;
	unsigned long nr = item->nr_extents;

	/* It doubles whenever the number is a power of two. */
	if (!(nr & (nr - 1))) {
		extents = realloc(extents, (nr ? nr * 2 : 1) *
				  sizeof(*extents));
		if (!extents)
			return -ENOMEM;
		item->extents = extents;
	}
	extents[nr].offset = begin;
	extents[nr].bytes = end - begin;
	item->nr_extents++;
	return 0;
}

static int is_all(const struct walk_item *item)
{
	return item->nr_extents == 1 && !item->extents->offset &&
	       item->extents->bytes == item->st.size;
}

int walk_extents(struct walk *walk, int fd, struct walk_item *item)
{
	struct tree *tree = walk->options.tree;
	uint64_t size = item->st.size, begin, end = 0;
	int err = 0;

	while (end < size) {
		err = walk_next_extent(tree, fd, size, end, &begin, &end);
		if (err || begin >= size)
			break;
		err = add_extent(item, begin, end);
		if (err)
			break;
	}
	if (item->extents && stream_adopt(walk->stream,
					  (void *)item->extents)) {
		free((void *)item->extents);
		item->extents = NULL;
		return -ENOMEM;
	}
	/* Without a map, reading will say what is wrong with the file. */
	if (err || is_all(item)) {
		item->is_sparse = 0;
		item->nr_extents = 0;
	}
	return err == -ENOMEM ? err : 0;
}
