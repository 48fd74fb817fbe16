// SPDX-License-Identifier: GPL-2.0
/*
 * Making directories, going down into them and up again.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/place.h"
#include "copy/put.h"

#define ACL_DEFAULT	"system.posix_acl_default"

struct put_level *put_level(struct put *put)
{
	unsigned long depth = dirs_depth(&put->dirs);

	return depth ? &put->levels[depth - 1] : NULL;
}

int put_at(const struct put *put)
{
	return dirs_depth(&put->dirs) ? dirs_top(&put->dirs) : put->target.at;
}

static int make_room(struct put *put)
{
	unsigned long room = put->room ? put->room * 2 : 32;
	struct put_level *levels;

	if (dirs_depth(&put->dirs) < put->room)
		return 0;
	levels = realloc(put->levels, room * sizeof(*levels));
	if (!levels)
		return -ENOMEM;
	put->levels = levels;
	put->room = room;
	return 0;
}

/* Nobody else gets in until it has its owner and its permissions. */
static int open_dir(struct put *put, int at, const char *name, int *is_new)
{
	struct tree *tree = put->tree;
	int err, fd;

	*is_new = 0;
	if (*name) {
		err = tree->ops->mkdir(at, name, 0700);
		if (err && err != -EEXIST)
			return err;
		*is_new = !err;
	}
	fd = tree->ops->open_dir(at, *name ? name : ".");
	return fd == -ELOOP ? -ENOTDIR : fd;
}

static int has_default(struct put *put, int fd)
{
	char value[1024];
	long got;

	got = put->tree->ops->xattr->get(fd, "", ACL_DEFAULT, value,
					sizeof(value));
	return got > 0 || got == -ERANGE;
}

static int push(struct put *put, int fd, const char *name, size_t above,
		const struct walk_item *item, int is_new)
{
	struct put_level *level = &put->levels[dirs_depth(&put->dirs)];
	int shared = put_is_shared(put, name), err;

	memset(level, 0, sizeof(*level));
	put_prepare(put, item, &level->inode);
	level->above = above;
	level->is_new = is_new;
	level->is_shared = shared && !is_new;
	level->name = strdup(name);
	err = level->name ? put_keep(&level->inode, &level->owned) : -ENOMEM;
	if (err) {
		put->tree->ops->close(fd);
	} else {
		if (level->inode.has_inherited || !is_new)
			level->has_default = has_default(put, fd);
		err = dirs_push(&put->dirs, put->tree, fd);
	}
	if (err) {
		free(level->name);
		free(level->owned);
	} else if (item->is_source && is_new) {
		put_note_source(put, name);
	}
	return err;
}

/* What comes below one that cannot be made is left out. */
void put_dir(struct put *put, int at, const char *name,
	     const struct walk_item *item, size_t above)
{
	int is_new = 0, fd, err;

	err = make_room(put);
	fd = err ? err : open_dir(put, at, name, &is_new);
	err = fd < 0 ? fd : push(put, fd, name, above, item, is_new);
	if (err) {
		put_cannot(put, item, err);
		put->skipped = 1;
	}
}

/* What is mounted in the target has storage of its own. */
static void sync_mount(struct put *put, int fd)
{
	unsigned long depth = dirs_depth(&put->dirs);
	uint64_t above = depth > 1 ? dirs_dev(&put->dirs, depth - 1) :
				     put->dev;
	int err = 0;

	if (dirs_dev(&put->dirs, depth) != above)
		err = put->tree->ops->sync(fd);
	if (err)
		put_fail(put, err);
}

void put_leave(struct put *put)
{
	struct put_level *level = put_level(put);
	int fd = put_at(put);

	if (put->skipped) {
		put->skipped--;
		return;
	}
	if (fd < 0) {
		put_fail(put, fd);
	} else {
		put_meta(put, fd, "", &level->inode);
		sync_mount(put, fd);
	}
	put->result->entries++;
	places_leave(level);
	free(level->owned);
	free(level->name);
	path_cut(&put->path, level->above);
	dirs_pop(&put->dirs, put->tree);
}
