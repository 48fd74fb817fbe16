// SPDX-License-Identifier: GPL-2.0
/*
 * By which of the ways to write a name a file is known.
 *
 * Whether two names are the same file is decided by the file system. It is
 * asked with the file held open, so that its number stays the same meanwhile;
 * and it is asked only about names that may be the same, which have one hash.
 */
#include "lklfuse/node_known.h"

#include <string.h>

#include "lklfuse/names.h"
#include "lklfuse/node_place.h"

uint32_t known_hash(const struct node *dir, const char *name)
{
	return name_hash(dir ? dir->serial : 0, name);
}

struct node *known_node(struct nodes *nodes, const struct node *dir,
			const char *name)
{
	struct node *node = node_first(nodes, known_hash(dir, name));
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
				       known_hash(place->dir, place->name));

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

/* Return: whether it is known by another name; @name is set to that. */
static bool find_known(struct nodes *nodes, const struct place *place,
		       char *name)
{
	char other[LKL_PATH_MAX];
	struct place_node *p;
	unsigned int nr = 0;

	for (;;) {
		pthread_mutex_lock(&nodes->lock);
		p = candidate(nodes, place, nr++);
		if (p)
			strcpy(other, p->name);
		pthread_mutex_unlock(&nodes->lock);
		if (!p)
			return false;
		if (is_same(place, other)) {
			strcpy(name, other);
			return true;
		}
	}
}

int known_name(struct nodes *nodes, const struct place *place, char *name)
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
	if (!err && !find_known(nodes, &held, name) &&
	    name_is_short(place->name))
		err = name_in_dir(place->dirfd, st.stx_ino, name);
	lkl_sys_close(fd);
	return err;
}
