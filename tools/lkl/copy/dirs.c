// SPDX-License-Identifier: GPL-2.0
/*
 * The directories from a root down to where a copy is at.
 *
 * The lowest OPEN_MAX_NR ones are open, and the root always is. One that was
 * closed is opened again as the ".." of the one below, if that is still the
 * same directory; else it is lost, -ESTALE, and so are those above it.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/dirs.h"

#define OPEN_MAX_NR	64

struct dirs_level {
	/* -EBADF while it is closed. */
	int fd;
	uint64_t dev, ino;
};

static int make_room(struct dirs *dirs)
{
	unsigned long room = dirs->room ? dirs->room * 2 : 32;
	struct dirs_level *levels;

	if (dirs->nr < dirs->room)
		return 0;
	levels = realloc(dirs->levels, room * sizeof(*levels));
	if (!levels)
		return -ENOMEM;
	dirs->levels = levels;
	dirs->room = room;
	return 0;
}

/* @first_open is the first below the root that is open. */
static void close_highest(struct dirs *dirs, struct tree *tree)
{
	struct dirs_level *level;

	if (!dirs->first_open)
		dirs->first_open = 1;
	if (dirs->nr - dirs->first_open < OPEN_MAX_NR)
		return;
	level = &dirs->levels[dirs->first_open++];
	if (level->fd >= 0) {
		tree->ops->close(level->fd);
		level->fd = -EBADF;
	}
}

int dirs_push(struct dirs *dirs, struct tree *tree, int fd)
{
	struct tree_stat st;
	int err;

	err = tree->ops->inode->stat(fd, "", &st);
	if (!err)
		err = make_room(dirs);
	if (err) {
		tree->ops->close(fd);
		return err;
	}
	dirs->levels[dirs->nr].fd = fd;
	dirs->levels[dirs->nr].dev = st.dev;
	dirs->levels[dirs->nr].ino = st.ino;
	dirs->nr++;
	close_highest(dirs, tree);
	return 0;
}

int dirs_top(const struct dirs *dirs)
{
	return dirs->levels[dirs->nr - 1].fd;
}

uint64_t dirs_dev(const struct dirs *dirs, unsigned long depth)
{
	return dirs->levels[depth - 1].dev;
}

unsigned long dirs_depth(const struct dirs *dirs)
{
	return dirs->nr;
}

static int open_parent(struct tree *tree, int fd,
		       const struct dirs_level *level)
{
	struct tree_stat st;
	int parent, err;

	if (fd < 0)
		return -ESTALE;
	parent = tree->ops->open_dir(fd, "..");
	if (parent < 0)
		return parent;
	err = tree->ops->inode->stat(parent, "", &st);
	if (!err && st.dev == level->dev && st.ino == level->ino)
		return parent;
	tree->ops->close(parent);
	return err ? err : -ESTALE;
}

void dirs_pop(struct dirs *dirs, struct tree *tree)
{
	struct dirs_level *top = &dirs->levels[dirs->nr - 1];

	if (dirs->nr > 1 && top[-1].fd == -EBADF) {
		top[-1].fd = open_parent(tree, top->fd, &top[-1]);
		dirs->first_open = dirs->nr - 2;
	}
	if (top->fd >= 0)
		tree->ops->close(top->fd);
	dirs->nr--;
}

void dirs_free(struct dirs *dirs, struct tree *tree)
{
	unsigned long i;

	for (i = 0; i < dirs->nr; i++)
		if (dirs->levels[i].fd >= 0)
			tree->ops->close(dirs->levels[i].fd);
	free(dirs->levels);
	memset(dirs, 0, sizeof(*dirs));
}
