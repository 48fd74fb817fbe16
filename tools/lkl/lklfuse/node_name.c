// SPDX-License-Identifier: GPL-2.0
/*
 * Nodes of file systems that number their files anew whenever they read them,
 * and take a name for a file that is written in several ways: FAT, exFAT.
 *
 * A file is where it is: there are no links. Whether two names are the same
 * file is decided by the file system. It is asked with the file held open, so
 * that its number stays the same meanwhile; and it is asked only about names
 * that may be the same, which have one hash.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "lklfuse/names.h"
#include "lklfuse/node_place.h"

static uint32_t hash_of(const struct node *dir, const char *name)
{
	return name_hash(dir ? dir->serial : 0, name);
}

/* With the lock: the node that is known by exactly this name. */
static struct node *exact(struct nodes *nodes, const struct node *dir,
			  const char *name)
{
	struct node *node = node_first(nodes, hash_of(dir, name));
	struct place_node *p;

	for (; node; node = node_next(node)) {
		p = to_place_node(node);
		if (p->parent == dir && !strcmp(p->name, name))
			return node;
	}
	return NULL;
}

/* With the lock: the @nr-th one of those that may be known by this name. */
static struct place_node *candidate(struct nodes *nodes,
				    const struct place *place, unsigned int nr)
{
	struct node *node = node_first(nodes,
				       hash_of(place->dir, place->name));

	for (; node; node = node_next(node)) {
		if (to_place_node(node)->parent == place->dir && !nr--)
			return to_place_node(node);
	}
	return NULL;
}

static bool is_same(const struct place *place, const char *name)
{
	struct lkl_statx st;

	return !lkl_sys_statx(place->dirfd, name, LKL_AT_SYMLINK_NOFOLLOW,
			      LKL_STATX_INO, &st) &&
	       st.stx_ino == place->st->stx_ino;
}

/* Return: by which name the file is known already, written to @name. */
static bool known_as(struct nodes *nodes, const struct place *place, char *name)
{
	struct place_node *p;
	unsigned int nr = 0;

	for (;;) {
		pthread_mutex_lock(&nodes->lock);
		p = candidate(nodes, place, nr++);
		if (p)
			strcpy(name, p->name);
		pthread_mutex_unlock(&nodes->lock);
		if (!p)
			return false;
		if (is_same(place, name))
			return true;
	}
}

/*
 * The name that the node of a place has, or would get. A short name has nothing
 * in common with the long one, which is what the directory has.
 */
static int settle_name(struct nodes *nodes, const struct place *place,
		       char *name)
{
	struct lkl_statx st;
	struct place held = *place;
	int fd, err;

	fd = lkl_sys_openat(place->dirfd, place->name,
			    LKL_O_PATH | LKL_O_NOFOLLOW, 0);
	if (fd < 0)
		return fd;
	held.st = &st;
	err = lkl_sys_statx(fd, "", LKL_AT_EMPTY_PATH, LKL_STATX_INO, &st);
	strcpy(name, place->name);
	if (!err && !known_as(nodes, &held, name) &&
	    strchr(place->name, '~'))
		err = name_in_dir(place->dirfd, st.stx_ino, name);
	lkl_sys_close(fd);
	return err;
}

static struct node *make(struct nodes *nodes, const struct place *place)
{
	struct place_node *p = place_alloc(place);

	if (!p)
		return NULL;
	if (p->parent)
		p->parent->nr_refs++;
	node_insert(nodes, &p->node, hash_of(p->parent, p->name));
	return &p->node;
}

/* Return: the node, with a lookup or a reference counted, or NULL. */
static struct node *take_exact(struct nodes *nodes, const struct place *place,
			       bool lookup)
{
	struct node *node;

	pthread_mutex_lock(&nodes->lock);
	node = exact(nodes, place->dir, place->name);
	if (node && lookup)
		node->nr_lookups++;
	else if (node)
		node->nr_refs++;
	pthread_mutex_unlock(&nodes->lock);
	return node;
}

static int name_find(struct nodes *nodes, struct place *place,
		     struct node **node)
{
	char name[LKL_PATH_MAX];
	struct place real = *place;
	int err = 0;

	*node = take_exact(nodes, place, true);
	if (!*node && place->dir) {
		err = settle_name(nodes, place, name);
		real.name = name;
		if (!err)
			*node = take_exact(nodes, &real, true);
	}
	if (err)
		return err;
	if (!*node) {
		pthread_mutex_lock(&nodes->lock);
		*node = make(nodes, &real);
		pthread_mutex_unlock(&nodes->lock);
	}
	if (*node)
		place->st->stx_ino = to_place_node(*node)->ino;
	return *node ? 0 : -ENOMEM;
}

static int name_peek(struct nodes *nodes, struct place *place, bool goes,
		     struct node **node)
{
	char name[LKL_PATH_MAX];
	struct place real = *place;
	int err;

	(void)goes;
	*node = take_exact(nodes, place, false);
	if (*node)
		return 0;
	err = settle_name(nodes, place, name);
	real.name = name;
	if (!err)
		*node = take_exact(nodes, &real, false);
	return err;
}

static void name_removed(struct nodes *nodes, const struct place *place,
			 struct node *node)
{
	(void)place;
	pthread_mutex_lock(&nodes->lock);
	node->is_dead = true;
	node_unhash(nodes, node);
	pthread_mutex_unlock(&nodes->lock);
}

static void name_moved(struct nodes *nodes, const struct place *to,
		       struct node *node)
{
	pthread_mutex_lock(&nodes->lock);
	node_unhash(nodes, node);
	pthread_mutex_unlock(&nodes->lock);
	if (place_set(nodes, to_place_node(node), to)) {
		node->is_dead = true;
		return;
	}
	pthread_mutex_lock(&nodes->lock);
	node_rehash(nodes, node, hash_of(to->dir, to->name));
	pthread_mutex_unlock(&nodes->lock);
}

static uint64_t name_dirent_ino(struct nodes *nodes, struct node *dir,
				const char *name, uint64_t ino)
{
	struct node *node;

	pthread_mutex_lock(&nodes->lock);
	node = exact(nodes, dir, name);
	if (node)
		ino = to_place_node(node)->ino;
	pthread_mutex_unlock(&nodes->lock);
	return ino;
}

const struct node_kind name_kind = {
	.find = name_find,
	.open = place_open,
	.peek = name_peek,
	.removed = name_removed,
	.moved = name_moved,
	.dirent_ino = name_dirent_ino,
	.free = place_free,
};
