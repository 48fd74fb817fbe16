// SPDX-License-Identifier: GPL-2.0
/*
 * What may be replaced: not what another source has brought under the same
 * name, and not the image.
 */
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>

#include "copy/put.h"

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/*
 * Whether a source of this name made something in the target. A directory that
 * was there before has contents that sources may replace.
 */
static int find(struct put *put, const char *name)
{
	return !!tfind(name, &put->sources, compare_names);
}

void put_note_source(struct put *put, const char *name)
{
	char *copy;

	if (put->options->nr_sources < 2 || find(put, name))
		return;
	copy = strdup(name);
	if (!copy || !tsearch(copy, &put->sources, compare_names)) {
		free(copy);
		put_fail(put, -ENOMEM);
	}
}

int put_check_kept(struct put *put, int at, const char *name)
{
	const struct tree *tree = put->tree;
	struct tree_stat st;

	return tree->kept && !tree->ops->inode->stat(at, name, &st) &&
	       tree_stat_same(&st, tree->kept) ? PUT_IS_KEPT : 0;
}

/*
 * In a directory of this copy's own making nothing can be in the way but what
 * the target takes to have the same name, whatever the case of its letters: it
 * cannot hold this one. Nor is what one source brought replaced by another.
 */
int put_replace(struct put *put, int at, const char *name)
{
	struct put_level *level = put_level(put);
	int err;

	if (level && level->is_new)
		return -EILSEQ;
	if (level ? level->is_shared : find(put, name))
		return -EEXIST;
	err = put_check_kept(put, at, name);
	return err ? err : put->tree->ops->remove(at, name, 0);
}

int put_is_shared(struct put *put, const char *name)
{
	struct put_level *level = put_level(put);

	return level ? level->is_shared : find(put, name);
}
