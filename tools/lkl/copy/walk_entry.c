// SPDX-License-Identifier: GPL-2.0
/*
 * The entries of a walk, by what they are.
 */
#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/console.h"
#include "copy/report.h"
#include "copy/stop.h"
#include "copy/walk_internal.h"

#define XATTR_BYTES	(128U << 10)
/* Lists of extents or blocks of ext4, XFS and their like. */
#define LIST_FROM	(16U << 10)
#define LIST_LEAST	4096U
#define LIST_SHARE	256U

/* Nothing comes of a kernel that has died: that is told once. */
int walk_fail(struct walk *walk, int err)
{
	const char *tree = walk->options.tree->name;

	if (!console_died()) {
		report_error(err, "%s%s", tree, walk->path.text);
		return 0;
	}
	if (!stop_wanted())
		console_report(tree, walk->path.text);
	stop_now();
	return -ECANCELED;
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
	if (err || !walk->options.xattrs ||
	    (item->is_again && S_ISREG(st->mode)))
		return err;
	return walk_xattrs(walk, at, name, item);
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
	if (tree->ops->inode->stat(at, name, &st) || !S_ISDIR(st.mode))
		return 0;
	err = walk_begin(walk, at, name, shown, &st, &item);
	return err ? err : walk_leave(walk);
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
	len = tree->ops->readlink(at, name, target, TREE_LINK_MAX);
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

/*
 * Besides contents there may be blocks of extended attributes and, if it has
 * more than some, lists of where they are: without a hole, too.
 */
static int may_be_sparse(const struct walk_item *item)
{
	uint64_t others = item->nr_xattrs ? XATTR_BYTES : 0;

	if (item->st.size > LIST_FROM)
		others += LIST_LEAST + item->st.size / LIST_SHARE;
	return item->st.stored < item->st.size + others;
}

static int visit_file(struct walk *walk, int fd, const char *shown,
		      const struct tree_stat *st)
{
	struct walk_item *item;
	int err;

	err = walk_begin(walk, fd, "", shown, st, &item);
	if (err || item->is_again)
		return err;
	item->is_sparse = may_be_sparse(item);
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

	err = tree->ops->inode->stat(fd, "", &st);
	if (err)
		walk_fail(walk, err);
	else
		err = S_ISREG(st.mode) ? visit_file(walk, fd, shown, &st) : 1;
	tree->ops->close(fd);
	return err < 0 && err != -ECANCELED && err != -ENOMEM ? 0 : err;
}

/* Its type is not known, or turned out to be another. */
static int visit_unknown(struct walk *walk, int at, const char *name,
			 const char *shown)
{
	struct tree *tree = walk->options.tree;
	struct tree_stat st;
	int err;

	err = tree->ops->inode->stat(at, name, &st);
	if (err)
		return walk_fail(walk, err);
	if (S_ISDIR(st.mode))
		return walk_visit(walk, at, name, shown, DT_DIR);
	if (S_ISREG(st.mode))
		return walk_visit(walk, at, name, shown, DT_REG);
	return visit_special(walk, at, name, shown, &st);
}

static int visit_dir(struct walk *walk, int at, const char *name,
		     const char *shown)
{
	struct tree *tree = walk->options.tree;
	size_t above = walk->path.len - strlen(shown);
	int fd;

	fd = tree->ops->open_dir(at, *name ? name : ".");
	if (fd == -EACCES || fd == -EPERM)
		return visit_closed_dir(walk, at, name, shown, fd);
	if (fd < 0)
		return walk_fail(walk, fd);
	return walk_enter(walk, fd, shown, above);
}

int walk_visit(struct walk *walk, int at, const char *name,
	       const char *shown, unsigned int type)
{
	struct tree *tree = walk->options.tree;
	int fd, ret;

	if (type == DT_DIR)
		return visit_dir(walk, at, name, shown);
	if (type != DT_REG)
		return visit_unknown(walk, at, name, shown);
	fd = tree->ops->open_file(at, name);
	if (fd == -ELOOP || fd == -ENXIO)
		return visit_unknown(walk, at, name, shown);
	if (fd < 0)
		return walk_fail(walk, fd);
	ret = visit_open_file(walk, fd, shown);
	return ret == 1 ? visit_unknown(walk, at, name, shown) : ret;
}
