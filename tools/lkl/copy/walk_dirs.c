// SPDX-License-Identifier: GPL-2.0
/*
 * Going down into directories, and up again, without recursion.
 */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/report.h"
#include "copy/stop.h"
#include "copy/walk_internal.h"

/* How many entries of a directory are looked at before their turn. */
#define AHEAD_NAMES	32

/* A directory on the way from the source to where we are. */
struct level {
	struct names names;
	/* Length of the path of the directory above. */
	size_t above;
};

static int make_room(struct walk *walk)
{
	unsigned long room = walk->room ? walk->room * 2 : 32;
	struct level *levels;

	if (dirs_depth(&walk->dirs) < walk->room)
		return 0;
	levels = realloc(walk->levels, room * sizeof(*levels));
	if (!levels)
		return -ENOMEM;
	walk->levels = levels;
	walk->room = room;
	return 0;
}

/* What was said of the directory before it turned out to be out of reach. */
int walk_leave(struct walk *walk)
{
	return stream_item(walk->stream, WALK_LEAVE) ? 0 : -ECANCELED;
}

/*
 * Go down into a directory, whose path we have. Its WALK_ENTRY comes even if it
 * cannot be read.
 */
int walk_enter(struct walk *walk, int fd, const char *shown, size_t above)
{
	struct walk_item *item;
	struct tree_stat st;
	struct level *level;
	int err;

	err = walk->options.tree->ops->inode->stat(fd, "", &st);
	if (err) {
		walk->options.tree->ops->close(fd);
		return walk_fail(walk, err);
	}
	err = make_room(walk);
	if (!err)
		err = walk_begin(walk, fd, "", shown, &st, &item);
	if (err) {
		walk->options.tree->ops->close(fd);
		return err;
	}
	level = &walk->levels[dirs_depth(&walk->dirs)];
	err = dirs_push(&walk->dirs, walk->options.tree, fd);
	if (err) {
		walk_fail(walk, err);
		return walk_leave(walk);
	}
	memset(level, 0, sizeof(*level));
	level->above = above;
	if (walk->options.sorted)
		names_sort(&level->names);
	return 0;
}

static int visit(struct walk *walk, int at, const char *name,
		 unsigned int type)
{
	size_t len = walk->path.len;
	unsigned long depth = dirs_depth(&walk->dirs);
	int err;

	err = path_push(&walk->path, name);
	if (err)
		return err;
	err = walk_visit(walk, at, name, name, type);
	if (dirs_depth(&walk->dirs) == depth)
		path_cut(&walk->path, len);
	else
		walk->levels[depth].above = len;
	stream_offer(walk->stream);
	return err;
}

/* The directory that we are in has no more entries. */
static int go_up(struct walk *walk)
{
	struct level *level = &walk->levels[dirs_depth(&walk->dirs) - 1];

	names_free(&level->names);
	path_cut(&walk->path, level->above);
	dirs_pop(&walk->dirs, walk->options.tree);
	return walk_leave(walk);
}

/* Reading the image goes on while the files before are taken. */
static void look_ahead(struct walk *walk, struct names *names, int at)
{
	struct tree *tree = walk->options.tree;
	unsigned int type;
	const char *name;

	if (!tree->ops->file->expect)
		return;
	while ((name = names_ahead(names, AHEAD_NAMES, &type)))
		if (type == DT_REG)
			tree->ops->file->expect(at, name);
}

int walk_step(struct walk *walk)
{
	struct level *level = &walk->levels[dirs_depth(&walk->dirs) - 1];
	struct tree *tree = walk->options.tree;
	int at = dirs_top(&walk->dirs), err;
	const char *name = NULL;
	unsigned int type;

	if (stop_wanted())
		return -ECANCELED;
	err = at < 0 ? at : names_next(&level->names, tree, at, &name, &type);
	if (err == -ENOMEM)
		return err;
	if (err)
		walk_fail(walk, err);
	if (!name)
		return go_up(walk);
	look_ahead(walk, &level->names, at);
	return visit(walk, at, name, type);
}

void walk_drop_levels(struct walk *walk)
{
	unsigned long i;

	for (i = 0; i < dirs_depth(&walk->dirs); i++)
		names_free(&walk->levels[i].names);
	dirs_free(&walk->dirs, walk->options.tree);
}
