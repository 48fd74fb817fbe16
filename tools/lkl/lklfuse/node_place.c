// SPDX-License-Identifier: GPL-2.0
/*
 * Nodes that know where their file is.
 */
#include "lklfuse/node_place.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lklfuse/dir.h"

struct place_node *place_alloc(const struct place *place)
{
	struct place_node *p;

	p = (void *)node_alloc(sizeof(*p), place->st->stx_mode);
	if (!p)
		return NULL;
	p->pin = -1;
	p->ino = place->st->stx_ino;
	p->name = strdup(place->name);
	if (!p->name) {
		free(p);
		return NULL;
	}
	p->parent = place->dir;
	return p;
}

void place_free(struct nodes *nodes, struct node *node)
{
	struct place_node *p = to_place_node(node);

	if (p->pin >= 0) {
		lkl_sys_close(p->pin);
		pthread_mutex_lock(&nodes->lock);
		nodes->nr_pins--;
		pthread_mutex_unlock(&nodes->lock);
	}
	free(p->name);
	node_put(nodes, p->parent);
}

/* With a reference to the directory, or NULL. */
static struct node *get_place(struct nodes *nodes, struct place_node *p,
			      char *name)
{
	struct node *parent;

	pthread_mutex_lock(&nodes->lock);
	parent = p->node.is_dead ? NULL : p->parent;
	if (parent) {
		parent->nr_refs++;
		strcpy(name, p->name);
	}
	pthread_mutex_unlock(&nodes->lock);
	return parent;
}

static int open_pinned(const struct place_node *p, int flags)
{
	char path[32];

	if (p->pin < 0)
		return -ESTALE;
	if (flags & LKL_O_PATH)
		return lkl_sys_dup(p->pin);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", p->pin);
	return lkl_sys_open(path, flags & ~LKL_O_NOFOLLOW, 0);
}

/* Directories that are not open, each followed by the one that it is in. */
struct way {
	struct node **dirs;
	size_t nr, room;
};

/* With the lock. Takes a reference. */
static int add_to_way(struct way *way, struct node *dir)
{
	struct node **dirs = way->dirs;

	if (way->nr == way->room) {
		way->room = way->room * 2 + 16;
		dirs = realloc(dirs, way->room * sizeof(*dirs));
		if (!dirs)
			return -ENOMEM;
		way->dirs = dirs;
	}
	dirs[way->nr++] = dir;
	dir->nr_refs++;
	return 0;
}

static int find_way(struct nodes *nodes, struct node *dir, struct way *way)
{
	int err;

	pthread_mutex_lock(&nodes->lock);
	do {
		err = add_to_way(way, dir);
		dir = to_place_node(dir)->parent;
	} while (!err && dir && !dir->dir);
	pthread_mutex_unlock(&nodes->lock);
	return err;
}

/*
 * As dir_get(). Opening a directory opens the one that it is in, and folders
 * may be deeper than the stack: so they are opened from above, each while the
 * one before it is held.
 */
static int open_way(struct nodes *nodes, struct node *node, struct dir **dir)
{
	struct way way = { .dirs = NULL };
	struct dir *above = NULL;
	int fd;

	fd = find_way(nodes, node, &way);
	while (fd >= 0 && way.nr) {
		fd = dir_get(nodes, way.dirs[way.nr - 1], dir);
		if (above)
			dir_put(nodes, above);
		above = fd >= 0 ? *dir : NULL;
		node_put(nodes, way.dirs[--way.nr]);
	}
	while (way.nr)
		node_put(nodes, way.dirs[--way.nr]);
	free(way.dirs);
	return fd;
}

int place_open(struct nodes *nodes, struct node *node, int flags)
{
	struct place_node *p = to_place_node(node);
	char name[LKL_PATH_MAX];
	struct node *parent;
	struct dir *dir;
	int fd;

	parent = get_place(nodes, p, name);
	if (!parent)
		return open_pinned(p, flags);
	fd = open_way(nodes, parent, &dir);
	if (fd >= 0) {
		fd = lkl_sys_openat(dir->fd, name, flags | LKL_O_NOFOLLOW, 0);
		dir_put(nodes, dir);
	}
	node_put(nodes, parent);
	return fd == -LKL_ENOENT ? -ESTALE : fd;
}

int place_set(struct nodes *nodes, struct place_node *p,
	      const struct place *place)
{
	char *name = place ? strdup(place->name) : NULL, *old_name;
	struct node *old_parent;

	if (place && !name)
		return -ENOMEM;
	pthread_mutex_lock(&nodes->lock);
	old_parent = p->parent;
	old_name = p->name;
	p->parent = place ? place->dir : NULL;
	p->name = name;
	if (p->parent)
		p->parent->nr_refs++;
	pthread_mutex_unlock(&nodes->lock);
	free(old_name);
	node_put(nodes, old_parent);
	return 0;
}
