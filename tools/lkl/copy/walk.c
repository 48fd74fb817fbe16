// SPDX-License-Identifier: GPL-2.0
/*
 * Walking trees, in depth, without recursion.
 */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/report.h"
#include "copy/stop.h"
#include "copy/walk_internal.h"

#define MEMORY_BYTES	(4UL << 20)
/* How many entries of a directory are looked at before their turn. */
#define AHEAD_NAMES	32

/* A directory on the way from the source to where we are. */
struct level {
	struct names names;
	/* Length of the path of the directory above. */
	size_t above;
};

/* The path of a source, taken apart. */
struct source {
	/* The directory that @name is in, and what messages call the source. */
	char *above, *shown;
	/* "" is @above itself. */
	const char *name, *last;
};

int walk_fail(struct walk *walk, int err)
{
	report_error(err, "%s%s", walk->options.tree->name, walk->path.text);
	return 0;
}

static int see_link(struct walk *walk, struct walk_item *item)
{
	if (item->st.nlink < 2 || S_ISDIR(item->st.mode))
		return 0;
	return links_see(walk->links, &item->st, &item->link, &item->is_again,
			 &item->is_last);
}

static char *copy_text(struct walk *walk, const char *text)
{
	size_t bytes = strlen(text) + 1;
	char *copy = stream_alloc(walk->stream, bytes);

	if (copy)
		memcpy(copy, text, bytes);
	return copy;
}

int walk_begin(struct walk *walk, int at, const char *name, const char *shown,
	       const struct tree_stat *st, struct walk_item **entry)
{
	struct walk_item *item = stream_item(walk->stream, WALK_ENTRY);
	int err;

	if (!item)
		return -ECANCELED;
	*entry = item;
	item->st = *st;
	item->source = walk->source;
	item->is_source = !dirs_depth(&walk->dirs);
	item->name = copy_text(walk, shown);
	err = item->name ? see_link(walk, item) : -ENOMEM;
	if (err || item->is_again || !walk->options.xattrs)
		return err;
	return walk_xattrs(walk, at, name, item);
}

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
static int leave(struct walk *walk)
{
	return stream_item(walk->stream, WALK_LEAVE) ? 0 : -ECANCELED;
}

/*
 * Go down into a directory, whose path we have. Its WALK_ENTRY comes even if it
 * cannot be read.
 */
static int enter(struct walk *walk, int fd, const char *shown, size_t above)
{
	struct walk_item *item;
	struct tree_stat st;
	struct level *level;
	int err;

	err = walk->options.tree->ops->stat(walk->options.tree, fd, "", &st);
	if (err) {
		walk->options.tree->ops->close(walk->options.tree, fd);
		return walk_fail(walk, err);
	}
	err = make_room(walk);
	if (!err)
		err = walk_begin(walk, fd, "", shown, &st, &item);
	if (err) {
		walk->options.tree->ops->close(walk->options.tree, fd);
		return err;
	}
	level = &walk->levels[dirs_depth(&walk->dirs)];
	err = dirs_push(&walk->dirs, walk->options.tree, fd);
	if (err) {
		walk_fail(walk, err);
		return leave(walk);
	}
	memset(level, 0, sizeof(*level));
	level->above = above;
	if (walk->options.sorted)
		names_sort(&level->names);
	return 0;
}

/* A directory that may not be read is made nevertheless. */
static int visit_closed_dir(struct walk *walk, int at, const char *name,
			    const char *shown, int why)
{
	struct tree *tree = walk->options.tree;
	struct walk_item *item;
	struct tree_stat st;
	int err;

	walk_fail(walk, why);
	if (!*name)
		name = ".";
	if (tree->ops->stat(tree, at, name, &st) || !S_ISDIR(st.mode))
		return 0;
	err = walk_begin(walk, at, name, shown, &st, &item);
	return err ? err : leave(walk);
}

static int visit_link(struct walk *walk, int at, const char *name,
		      struct walk_item *item)
{
	struct tree *tree = walk->options.tree;
	char *target;
	long len;

	target = stream_alloc(walk->stream, TREE_LINK_MAX + 1);
	if (!target)
		return -ENOMEM;
	len = tree->ops->readlink(tree, at, name, target, TREE_LINK_MAX);
	if (len < 0) {
		walk_fail(walk, (int)len);
		len = 0;
	}
	target[len] = '\0';
	stream_shrink(walk->stream, target, (unsigned long)len + 1);
	item->target = target;
	return 0;
}

/* What is neither a directory nor a regular file. */
static int visit_special(struct walk *walk, int at, const char *name,
			 const char *shown, const struct tree_stat *st)
{
	struct walk_item *item;
	int err;

	err = walk_begin(walk, at, name, shown, st, &item);
	if (!err && S_ISLNK(st->mode))
		err = visit_link(walk, at, name, item);
	return err;
}

static int visit_file(struct walk *walk, int fd, const char *shown,
		      const struct tree_stat *st)
{
	struct walk_item *item;
	int err;

	err = walk_begin(walk, fd, "", shown, st, &item);
	if (err || item->is_again)
		return err;
	item->is_sparse = st->stored < st->size;
	if (item->is_sparse && walk->options.maps)
		err = walk_extents(walk, fd, item);
	return err ? err : walk_contents(walk, fd, item);
}

/* Return: 1 if the inode is no regular file any more. */
static int visit_open_file(struct walk *walk, int fd, const char *shown)
{
	struct tree *tree = walk->options.tree;
	struct tree_stat st;
	int err;

	err = tree->ops->stat(tree, fd, "", &st);
	if (err)
		walk_fail(walk, err);
	else
		err = S_ISREG(st.mode) ? visit_file(walk, fd, shown, &st) : 1;
	tree->ops->close(tree, fd);
	return err < 0 && err != -ECANCELED && err != -ENOMEM ? 0 : err;
}

static int visit_by_type(struct walk *walk, int at, const char *name,
			 const char *shown, unsigned int type);

/* Its type is not known, or turned out to be another. */
static int visit_unknown(struct walk *walk, int at, const char *name,
			 const char *shown)
{
	struct tree *tree = walk->options.tree;
	struct tree_stat st;
	int err;

	err = tree->ops->stat(tree, at, name, &st);
	if (err)
		return walk_fail(walk, err);
	if (S_ISDIR(st.mode))
		return visit_by_type(walk, at, name, shown, DT_DIR);
	if (S_ISREG(st.mode))
		return visit_by_type(walk, at, name, shown, DT_REG);
	return visit_special(walk, at, name, shown, &st);
}

static int visit_dir(struct walk *walk, int at, const char *name,
		     const char *shown)
{
	struct tree *tree = walk->options.tree;
	size_t above = walk->path.len - strlen(shown);
	int fd;

	fd = tree->ops->open_dir(tree, at, *name ? name : ".");
	if (fd == -EACCES || fd == -EPERM)
		return visit_closed_dir(walk, at, name, shown, fd);
	return fd < 0 ? walk_fail(walk, fd) : enter(walk, fd, shown, above);
}

static int visit_by_type(struct walk *walk, int at, const char *name,
			 const char *shown, unsigned int type)
{
	struct tree *tree = walk->options.tree;
	int fd, ret;

	if (type == DT_DIR)
		return visit_dir(walk, at, name, shown);
	if (type != DT_REG)
		return visit_unknown(walk, at, name, shown);
	fd = tree->ops->open_file(tree, at, name);
	if (fd == -ELOOP || fd == -ENXIO)
		return visit_unknown(walk, at, name, shown);
	if (fd < 0)
		return walk_fail(walk, fd);
	ret = visit_open_file(walk, fd, shown);
	return ret == 1 ? visit_unknown(walk, at, name, shown) : ret;
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
	err = visit_by_type(walk, at, name, name, type);
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
	return leave(walk);
}

/* Reading the image goes on while the files before are taken. */
static void look_ahead(struct walk *walk, struct names *names, int at)
{
	struct tree *tree = walk->options.tree;
	unsigned int type;
	const char *name;

	if (!tree->ops->expect)
		return;
	while ((name = names_ahead(names, AHEAD_NAMES, &type)))
		if (type == DT_REG)
			tree->ops->expect(tree, at, name);
}

static int step(struct walk *walk)
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
	err = visit_by_type(walk, at, source->name, source->last,
			    *source->name ? DT_UNKNOWN : DT_DIR);
	tree->ops->close(tree, at);
	while (!err && dirs_depth(&walk->dirs))
		err = step(walk);
	return err;
}

static int walk_sources(struct walk *walk)
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

static void drop_levels(struct walk *walk)
{
	unsigned long i;

	for (i = 0; i < dirs_depth(&walk->dirs); i++)
		names_free(&walk->levels[i].names);
	dirs_free(&walk->dirs, walk->options.tree);
}

static void *run(void *arg)
{
	struct walk *walk = arg;
	int err = walk_sources(walk);

	if (err == -ENOMEM)
		report_error(err, "reading %s%s", walk->options.tree->name,
			     walk->path.text ? walk->path.text : "");
	drop_levels(walk);
	stream_end(walk->stream);
	return NULL;
}

/* Signals are for the thread that copies. */
static int start_thread(struct walk *walk)
{
	sigset_t all, before;
	int err;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	err = pthread_create(&walk->thread, NULL, run, walk);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return -err;
}

static void free_walk(struct walk *walk)
{
	if (walk->stream)
		stream_free(walk->stream);
	links_close(walk->links);
	path_free(&walk->path);
	free(walk->levels);
	free(walk);
}

struct walk *walk_open(const struct walk_options *options)
{
	struct walk *walk = calloc(1, sizeof(*walk));

	if (!walk)
		return NULL;
	walk->options = *options;
	walk->done.kind = WALK_DONE;
	walk->stream = stream_open(options->memory_bytes ?
				   options->memory_bytes : MEMORY_BYTES);
	walk->links = links_open();
	if (!walk->stream || !walk->links || start_thread(walk)) {
		free_walk(walk);
		return NULL;
	}
	return walk;
}

const struct walk_item *walk_next(struct walk *walk)
{
	const struct walk_item *item = NULL;

	if (!stop_wanted())
		item = stream_take(walk->stream);
	return item ? item : &walk->done;
}

void walk_close(struct walk *walk)
{
	if (!walk)
		return;
	stream_close(walk->stream);
	pthread_join(walk->thread, NULL);
	free_walk(walk);
}
