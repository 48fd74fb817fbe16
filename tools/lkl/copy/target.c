// SPDX-License-Identifier: GPL-2.0
/*
 * Where copies go to.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/report.h"
#include "copy/target.h"

static int fail(struct tree *tree, const char *path, int err)
{
	report_error(err, "%s%s", tree->name, path);
	return err;
}

/* The directory that is to hold @name, for a target that is not there. */
static int find_parent(struct target *target, struct tree *tree)
{
	char *slash, *path = target->path;
	size_t len = strlen(path);

	while (len > 1 && path[len - 1] == '/') {
		path[--len] = '\0';
		target->must_be_dir = 1;
	}
	slash = strrchr(path, '/');
	target->name = strdup(slash ? slash + 1 : path);
	if (!target->name)
		return -ENOMEM;
	if (slash)
		slash[slash == path] = '\0';
	else
		*path = '\0';
	target->at = tree->ops->open_root(tree, *path ? path : ".");
	return target->at < 0 ? target->at : 0;
}

int target_find(struct target *target, struct tree *tree, const char *dest,
		unsigned int nr_sources)
{
	int err;

	memset(target, 0, sizeof(*target));
	target->at = -1;
	target->path = malloc(strlen(dest) + 2);
	if (!target->path)
		return fail(tree, dest, -ENOMEM);
	strcpy(target->path, dest);
	target->at = *dest ? tree->ops->open_root(tree, dest) : -ENOENT;
	if (target->at >= 0)
		return 0;
	err = target->at;
	if (err == -ENOENT || err == -ENOTDIR) {
		if (nr_sources > 1 || !*dest)
			return fail(tree, dest, err);
		err = find_parent(target, tree);
	}
	return err ? fail(tree, dest, err) : 0;
}

void target_free(struct target *target, struct tree *tree)
{
	if (target->at >= 0)
		tree->ops->close(target->at);
	free(target->name);
	free(target->path);
}
