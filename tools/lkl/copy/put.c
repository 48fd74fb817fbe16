// SPDX-License-Identifier: GPL-2.0
/*
 * Taking the items of a walk, and making what they say.
 */
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "copy/console.h"
#include "copy/put.h"
#include "copy/report.h"
#include "copy/reproducible.h"
#include "copy/stop.h"

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

/* The last two are damage, which is not to be made worse. */
static int is_fatal(int err)
{
	return err == -ENOSPC || err == -EDQUOT || err == -EROFS ||
	       err == -EIO || err == -ENOMEM || err == -EUCLEAN ||
	       err == -EBADMSG || console_died();
}

void put_fail(struct put *put, int err)
{
	if (put->is_over)
		return;
	if (console_died())
		console_report(put->tree->name, put->path.text);
	else
		report_error(err, "%s%s", put->tree->name, put->path.text);
	if (is_fatal(err)) {
		put->is_over = 1;
		stop_now();
	}
}

static int is_no_type(int err)
{
	return err == -EPERM || err == -EOPNOTSUPP || err == -ENOSYS;
}

static int is_no_name(int err)
{
	return err == -EINVAL || err == -EILSEQ || err == -ENAMETOOLONG ||
	       err == -EOVERFLOW;
}

void put_cannot(struct put *put, const struct walk_item *item, int err)
{
	const char *path = put->path.text;

	if (is_no_name(err))
		loss_add(put->loss, LOSS_NAME, put->tree->name, path, NULL);
	else if (is_no_type(err) && !S_ISREG(item->st.mode) &&
		 !S_ISDIR(item->st.mode))
		loss_add(put->loss, LOSS_ENTRY, put->tree->name, path, NULL);
	else
		put_fail(put, err);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/*
 * Whether a source of this name made something in the target. A directory that
 * was there before has contents that sources may replace.
 */
static int find_source(struct put *put, const char *name)
{
	return !!tfind(name, &put->sources, compare_names);
}

static void note_source(struct put *put, const char *name)
{
	char *copy;

	if (put->options->nr_sources < 2 || find_source(put, name))
		return;
	copy = strdup(name);
	if (!copy || !tsearch(copy, &put->sources, compare_names)) {
		free(copy);
		put_fail(put, -ENOMEM);
	}
}

/*
 * In a directory of this copy's own making nothing can be in the way but what
 * the target takes to have the same name, whatever the case of its letters: it
 * cannot hold this one. Nor is what one source brought replaced by another.
 */
int put_replace(struct put *put, int at, const char *name)
{
	struct put_level *level = put_level(put);

	if (level && level->is_new)
		return -EILSEQ;
	if (level ? level->is_shared : find_source(put, name))
		return -EEXIST;
	return put->tree->ops->remove(put->tree, at, name, 0);
}

static int make_node(struct put *put, int at, const char *name,
		     const struct walk_item *item)
{
	struct tree *tree = put->tree;

	if (S_ISLNK(item->st.mode))
		return tree->ops->symlink(tree, item->target, at, name);
	return tree->ops->mknod(tree, at, name, &item->st);
}

static void put_special(struct put *put, int at, const char *name,
			const struct walk_item *item)
{
	struct put_inode inode;
	int err;

	err = make_node(put, at, name, item);
	if (err == -EEXIST) {
		err = put_replace(put, at, name);
		if (!err)
			err = make_node(put, at, name, item);
	}
	if (!err && item->link)
		err = places_add(put, item->link, name);
	if (err) {
		put_cannot(put, item, err);
		return;
	}
	put_prepare(put, item, &inode);
	put_meta(put, at, name, &inode);
	put->result->entries++;
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
		err = tree->ops->mkdir(tree, at, name, 0700);
		if (err && err != -EEXIST)
			return err;
		*is_new = !err;
	}
	fd = tree->ops->open_dir(tree, at, *name ? name : ".");
	return fd == -ELOOP ? -ENOTDIR : fd;
}

static int has_default(struct put *put, int fd)
{
	char value[1024];
	long got;

	got = put->tree->ops->get_xattr(put->tree, fd, "", ACL_DEFAULT, value,
					sizeof(value));
	return got > 0 || got == -ERANGE;
}

/* A directory that two sources go into, or one in such a directory. */
static int is_shared(struct put *put, const char *name)
{
	struct put_level *level = put_level(put);

	return level ? level->is_shared : find_source(put, name);
}

static int push(struct put *put, int fd, const char *name, size_t above,
		const struct walk_item *item, int is_new)
{
	struct put_level *level = &put->levels[dirs_depth(&put->dirs)];
	int shared = is_shared(put, name), err;

	memset(level, 0, sizeof(*level));
	put_prepare(put, item, &level->inode);
	level->above = above;
	level->is_new = is_new;
	level->is_shared = shared && !is_new;
	level->name = strdup(name);
	err = level->name ? put_keep(&level->inode, &level->owned) : -ENOMEM;
	if (err) {
		put->tree->ops->close(put->tree, fd);
	} else {
		if (level->inode.has_inherited || !is_new)
			level->has_default = has_default(put, fd);
		err = dirs_push(&put->dirs, put->tree, fd);
	}
	if (err) {
		free(level->name);
		free(level->owned);
	} else if (item->is_source && is_new) {
		note_source(put, name);
	}
	return err;
}

/* What comes below one that cannot be made is left out. */
static void put_dir(struct put *put, int at, const char *name,
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

static void leave(struct put *put)
{
	struct put_level *level = put_level(put);
	int fd = put_at(put);

	if (put->skipped) {
		put->skipped--;
		return;
	}
	if (fd < 0)
		put_fail(put, fd);
	else
		put_meta(put, fd, "", &level->inode);
	put->result->entries++;
	places_leave(level);
	free(level->owned);
	free(level->name);
	path_cut(&put->path, level->above);
	dirs_pop(&put->dirs, put->tree);
}

/* "." and its like go into the target itself. */
static const char *name_of(struct put *put, const struct walk_item *item)
{
	const char *name = item->name;

	if (!item->is_source)
		return name;
	if (put->target.name)
		return put->target.name;
	if (!strcmp(name, ".") || !strcmp(name, "..") || !strcmp(name, "/"))
		return "";
	return name;
}

static int check_source(struct put *put, const struct walk_item *item)
{
	if (item->is_source && put->target.must_be_dir &&
	    !S_ISDIR(item->st.mode))
		return -ENOTDIR;
	return 0;
}

/* A file that gets another name than its own is not copied. */
static int check_name(const struct put *put, const char *name)
{
	size_t len = strlen(name);

	if (len > TREE_NAME_MAX)
		return -ENAMETOOLONG;
	return put->tree->drops_dots && len && name[len - 1] == '.' ?
	       -EILSEQ : 0;
}

static void put_entry(struct put *put, const struct walk_item *item)
{
	const char *name = name_of(put, item);
	size_t above = put->path.len;
	int at = put_at(put), err;

	err = *name ? path_push(&put->path, name) : 0;
	if (!err)
		err = at < 0 ? at : check_source(put, item);
	if (put->options->is_verbose && !err)
		report_line("%s%s", put->tree->name, put->path.text);
	if (err) {
		put_fail(put, err);
		put->skipped = S_ISDIR(item->st.mode);
	} else if (check_name(put, name)) {
		put_cannot(put, item, check_name(put, name));
		put->skipped = S_ISDIR(item->st.mode);
	} else if (item->is_again) {
		put_link(put, at, name, item);
	} else if (S_ISDIR(item->st.mode)) {
		put_dir(put, at, name, item, above);
		if (!put->skipped)
			return;
	} else if (S_ISREG(item->st.mode)) {
		put_file_begin(put, at, name, item);
		if (put->fd >= 0) {
			put->file_above = above;
			return;
		}
	} else {
		put_special(put, at, name, item);
	}
	path_cut(&put->path, above);
}

static void put_source_or_entry(struct put *put, const struct walk_item *item)
{
	put_entry(put, item);
	if (item->is_source && !S_ISDIR(item->st.mode))
		note_source(put, name_of(put, item));
}

static void put_item(struct put *put, const struct walk_item *item)
{
	switch (item->kind) {
	case WALK_ENTRY:
		if (item->link && !item->is_again)
			places_forget(put->places, item->link);
		if (!put->skipped)
			put_source_or_entry(put, item);
		else if (S_ISDIR(item->st.mode))
			put->skipped++;
		break;
	case WALK_DATA:
		put_file_data(put, item);
		break;
	case WALK_END:
		if (put->fd < 0)
			break;
		put_file_end(put, item);
		path_cut(&put->path, put->file_above);
		break;
	case WALK_LEAVE:
		leave(put);
		break;
	case WALK_DONE:
		break;
	}
}

static void finish(struct put *put)
{
	struct tree *tree = put->tree;
	int err;

	put_file_drop(put);
	put->skipped = 0;
	while (dirs_depth(&put->dirs))
		leave(put);
	err = tree->ops->sync(tree, put->target.at);
	if (err)
		report_error(err, "%s%s", tree->name, put->path.text);
	loss_report(put->loss, tree->name);
	put->result->lost = loss_count(put->loss);
}

static int is_settling_due(const struct put *put)
{
	const struct tree *tree = put->tree;

	if (tree->settle_entries &&
	    put->result->entries - put->settled >= tree->settle_entries)
		return 1;
	return tree->settle_bytes &&
	       put->written_bytes >= tree->settle_bytes;
}

static void settle(struct put *put)
{
	struct tree *tree = put->tree;
	int err;

	reproducible_reset();
	if (!is_settling_due(put))
		return;
	put->settled = put->result->entries;
	put->written_bytes = 0;
	err = tree->ops->settle(tree);
	if (err)
		put_fail(put, err);
}

static void take_all(struct put *put, struct walk *walk)
{
	const struct walk_item *item;

	do {
		item = walk_next(walk);
		put_item(put, item);
		settle(put);
		report_progress(put->result->entries, put->result->bytes);
	} while (item->kind != WALK_DONE);
}

static int start(struct put *put)
{
	put->places = places_open();
	put->loss = loss_open(put->options->is_lossy, put->options->is_verbose);
	if (!put->places || !put->loss)
		return -ENOMEM;
	return path_set(&put->path, put->target.path);
}

void copy_run(struct walk *walk, const struct copy_options *options,
	      struct copy_result *result)
{
	struct put put = {
		.options = options,
		.tree = options->to,
		.fd = -1,
		.result = result,
	};
	int err;

	memset(result, 0, sizeof(*result));
	if (!target_find(&put.target, put.tree, options->dest,
			 options->nr_sources)) {
		err = start(&put);
		if (!err)
			take_all(&put, walk);
		else
			report_error(err, "%s%s", put.tree->name,
				     options->dest);
		finish(&put);
	}
	dirs_free(&put.dirs, put.tree);
	target_free(&put.target, put.tree);
	places_close(put.places);
	loss_close(put.loss);
	path_free(&put.path);
	tdestroy(put.sources, free);
	free(put.levels);
}
