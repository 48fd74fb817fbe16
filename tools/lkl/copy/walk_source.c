// SPDX-License-Identifier: GPL-2.0
/*
 * The sources of a walk, one after the other.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/walk_internal.h"

/* The path of a source, taken apart. */
struct source {
	/* The directory that @name is in, and what messages call the source. */
	char *above, *shown;
	/* "" is @above itself. */
	const char *name, *last;
};

static void free_source(struct source *source)
{
	free(source->above);
	free(source->shown);
}

/*
 * "a/b/" is the directory a/b, also by a link. "." and ".." are what they are.
 */
static int split(struct source *source, const char *path)
{
	size_t len = strlen(path);
	int is_dir = 0;
	char *slash;

	source->above = malloc(len + 3);
	source->shown = strdup(path);
	if (!source->above || !source->shown) {
		free_source(source);
		return -ENOMEM;
	}
	for (; len > 1 && source->shown[len - 1] == '/'; is_dir = 1)
		source->shown[--len] = '\0';
	slash = strrchr(source->shown, '/');
	source->last = slash && slash[1] ? slash + 1 : source->shown;
	source->name = source->last;
	if (is_dir || !strcmp(source->last, "/") ||
	    !strcmp(source->last, ".") || !strcmp(source->last, "..")) {
		source->name = "";
		strcpy(source->above, source->shown);
	} else if (slash) {
		len = (size_t)(slash - source->shown);
		len += !len;
		memcpy(source->above, source->shown, len);
		source->above[len] = '\0';
	} else {
		strcpy(source->above, ".");
	}
	return 0;
}

static int walk_source(struct walk *walk, const struct source *source)
{
	struct tree *tree = walk->options.tree;
	int at, err;

	err = path_set(&walk->path, source->shown);
	if (err)
		return err;
	if (!*source->last)
		return walk_fail(walk, -ENOENT);
	at = tree->ops->open_root(tree, source->above);
	if (at < 0)
		return walk_fail(walk, at);
	err = walk_visit(walk, at, source->name, source->last,
			 *source->name ? DT_UNKNOWN : DT_DIR);
	tree->ops->close(at);
	while (!err && dirs_depth(&walk->dirs))
		err = walk_step(walk);
	return err;
}

int walk_sources(struct walk *walk)
{
	struct source source;
	int err = 0;

	for (; !err && walk->source < walk->options.nr_sources;
	     walk->source++) {
		memset(&source, 0, sizeof(source));
		err = split(&source, walk->options.sources[walk->source]);
		if (err)
			break;
		err = walk_source(walk, &source);
		free_source(&source);
		stream_offer(walk->stream);
	}
	return err;
}
