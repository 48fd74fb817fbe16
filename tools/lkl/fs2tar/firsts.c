// SPDX-License-Identifier: GPL-2.0
/*
 * Remembering the first names of hard links.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fs2tar/firsts.h"

static int make_room(struct firsts *firsts, size_t link)
{
	size_t room = firsts->room ? firsts->room : 64;
	char **names;

	while (room <= link)
		room *= 2;
	names = reallocarray(firsts->names, room, sizeof(*names));
	if (!names)
		return -ENOMEM;
	memset(names + firsts->room, 0,
	       (room - firsts->room) * sizeof(*names));
	firsts->names = names;
	firsts->room = room;
	return 0;
}

int firsts_set(struct firsts *firsts, size_t link, const char *name)
{
	char *copy;

	if (link >= firsts->room && make_room(firsts, link))
		return -ENOMEM;
	copy = strdup(name);
	if (!copy)
		return -ENOMEM;
	firsts_forget(firsts, link);
	firsts->names[link] = copy;
	return 0;
}

const char *firsts_get(const struct firsts *firsts, size_t link)
{
	return link < firsts->room ? firsts->names[link] : NULL;
}

void firsts_forget(struct firsts *firsts, size_t link)
{
	if (link < firsts->room) {
		free(firsts->names[link]);
		firsts->names[link] = NULL;
	}
}

void firsts_free(struct firsts *firsts)
{
	size_t i;

	for (i = 0; i < firsts->room; i++)
		free(firsts->names[i]);
	free(firsts->names);
	memset(firsts, 0, sizeof(*firsts));
}
