// SPDX-License-Identifier: GPL-2.0
/*
 * A path that grows and shrinks by names.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/path.h"

static int make_room(struct path *path, size_t bytes)
{
	size_t room = path->room ? path->room : 256;
	char *text;

	if (bytes <= path->room)
		return 0;
	while (room < bytes)
		room *= 2;
	text = realloc(path->text, room);
	if (!text)
		return -ENOMEM;
	path->text = text;
	path->room = room;
	return 0;
}

int path_set(struct path *path, const char *text)
{
	size_t len = strlen(text);
	int err = make_room(path, len + 1);

	if (err)
		return err;
	memcpy(path->text, text, len + 1);
	path->len = len;
	return 0;
}

int path_push(struct path *path, const char *name)
{
	size_t len = strlen(name), at = path->len;
	int err = make_room(path, at + len + 2);

	if (err)
		return err;
	if (at && path->text[at - 1] != '/')
		path->text[at++] = '/';
	memcpy(path->text + at, name, len + 1);
	path->len = at + len;
	return 0;
}

void path_cut(struct path *path, size_t len)
{
	path->len = len;
	if (path->text)
		path->text[len] = '\0';
}

void path_free(struct path *path)
{
	free(path->text);
	memset(path, 0, sizeof(*path));
}
