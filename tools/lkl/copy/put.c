// SPDX-License-Identifier: GPL-2.0
/*
 * Taking the items of a walk, and making what they say.
 */
#include <errno.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "copy/place.h"
#include "copy/put.h"
#include "copy/report.h"
#include "copy/reproducible.h"

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

/* It cannot be made, or is below a directory that could not be. */
static void skip_entry(struct put *put, const struct walk_item *item)
{
	put->skipped += S_ISDIR(item->st.mode);
	if (S_ISREG(item->st.mode) && !item->is_again)
		put_file_spare(put, item);
	put->file_above = put->path.len;
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
		skip_entry(put, item);
	} else if (check_name(put, name)) {
		put_cannot(put, item, check_name(put, name));
		skip_entry(put, item);
	} else if (item->is_again) {
		put_link(put, at, name, item);
	} else if (S_ISDIR(item->st.mode)) {
		put_dir(put, at, name, item, above);
		if (!put->skipped)
			return;
	} else if (S_ISREG(item->st.mode)) {
		put_file_begin(put, at, name, item);
	} else {
		put_special(put, at, name, item);
	}
	/* Until its end, the path is that of the file. */
	if (put->fd >= 0)
		put->file_above = above;
	else
		path_cut(&put->path, above);
}

static void put_source_or_entry(struct put *put, const struct walk_item *item)
{
	put_entry(put, item);
	if (item->is_source && !S_ISDIR(item->st.mode))
		put_note_source(put, name_of(put, item));
}

static void put_item(struct put *put, const struct walk_item *item)
{
	switch (item->kind) {
	case WALK_ENTRY:
		if (item->link && !item->is_again)
			places_forget(put->places, item->link);
		if (!put->skipped)
			put_source_or_entry(put, item);
		else
			skip_entry(put, item);
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
		put_leave(put);
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
		put_leave(put);
	places_close(put->places);
	err = tree->ops->sync(put->target.at);
	if (err)
		report_error(err, "%s%s", tree->name, put->path.text);
	if (!put->loss)
		return;
	loss_report(put->loss, tree->name);
	put->result->lost = loss_count(put->loss);
}

static void take_all(struct put *put, struct walk *walk)
{
	const struct walk_item *item;

	do {
		item = walk_next(walk);
		if (put->result->is_over)
			continue;
		put_item(put, item);
		reproducible_reset();
		if (item->kind != WALK_DONE)
			put_settle(put);
		report_progress(put->result->entries, put->result->bytes);
	} while (item->kind != WALK_DONE);
}

static int start(struct put *put)
{
	struct tree_stat st;
	int err;

	err = put->tree->ops->inode->stat(put->target.at, "", &st);
	if (err)
		return err;
	put->dev = st.dev;
	put->places = places_open(put);
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
	loss_close(put.loss);
	path_free(&put.path);
	tdestroy(put.sources, free);
	free(put.levels);
}
