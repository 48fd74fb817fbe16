// SPDX-License-Identifier: GPL-2.0
/*
 * Where in the target the files are that will get further hard links.
 *
 * A file is kept as its directory and its name, and a directory likewise, since
 * a path may be too long for one call. Directories are shared by what is in
 * them, and gone when nothing is.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/place.h"

struct place {
	struct place *above;
	uint32_t users;
	/* It is in the target under a name that is none of the file's. */
	char is_spare;
	char name[];
};

struct places {
	struct put *put;
	/* By number of the file less one. */
	struct place **files;
	unsigned long room;
};

static struct place *new_place(struct place *above, const char *name)
{
	size_t bytes = strlen(name) + 1;
	struct place *place = malloc(sizeof(*place) + bytes);

	if (!place)
		return NULL;
	place->above = above;
	place->users = 1;
	place->is_spare = 0;
	memcpy(place->name, name, bytes);
	if (above)
		above->users++;
	return place;
}

static void drop(struct place *place)
{
	struct place *above;

	while (place && !--place->users) {
		above = place->above;
		free(place);
		place = above;
	}
}

struct places *places_open(struct put *put)
{
	struct places *places = calloc(1, sizeof(struct places));

	if (places)
		places->put = put;
	return places;
}

void places_close(struct places *places)
{
	unsigned long i;

	if (!places)
		return;
	for (i = 0; i < places->room; i++)
		places_forget(places, i + 1);
	free(places->files);
	free(places);
}

void places_leave(struct put_level *level)
{
	drop(level->place);
	level->place = NULL;
}

/* The place of the directory that we are in, which it stays the owner of. */
static int make_place(struct put *put, struct place **place)
{
	unsigned long i, depth = dirs_depth(&put->dirs);
	struct place *above = NULL;
	struct put_level *level;

	for (i = 0; i < depth; i++) {
		level = &put->levels[i];
		if (!level->place)
			level->place = new_place(above, level->name);
		if (!level->place)
			return -ENOMEM;
		above = level->place;
	}
	*place = above;
	return 0;
}

static int make_room(struct places *places, unsigned long number)
{
	unsigned long room = places->room ? places->room : 256;
	struct place **files;

	while (room < number)
		room *= 2;
	if (room == places->room)
		return 0;
	files = realloc(places->files, room * sizeof(*files));
	if (!files)
		return -ENOMEM;
	memset(files + places->room, 0,
	       (room - places->room) * sizeof(*files));
	places->files = files;
	places->room = room;
	return 0;
}

void places_forget(struct places *places, unsigned long number)
{
	struct place *place;

	if (number > places->room)
		return;
	place = places->files[number - 1];
	if (place && place->is_spare)
		put_spare_remove(places->put, place->name);
	drop(place);
	places->files[number - 1] = NULL;
}

int places_add(struct put *put, unsigned long number, const char *name,
	       int is_spare)
{
	struct place *above = NULL, *place;
	int err;

	err = make_room(put->places, number);
	if (!err && !is_spare)
		err = make_place(put, &above);
	if (err)
		return err;
	places_forget(put->places, number);
	place = new_place(above, name);
	put->places->files[number - 1] = place;
	if (place)
		place->is_spare = !!is_spare;
	return place ? 0 : -ENOMEM;
}

static unsigned long depth_of(const struct place *place)
{
	unsigned long depth = 0;

	for (; place; place = place->above)
		depth++;
	return depth;
}

/* From the target down, one directory after the other. */
static int open_way(struct put *put, const struct place **way, unsigned long nr)
{
	struct tree *tree = put->tree;
	int fd, next;

	fd = tree->ops->open_dir(put->target.at, ".");
	while (fd >= 0 && nr--) {
		next = tree->ops->open_dir(fd, *way[nr]->name ?
					   way[nr]->name : ".");
		tree->ops->close(fd);
		fd = next;
	}
	return fd;
}

int places_open_dir(struct put *put, unsigned long number, const char **name)
{
	const struct place *place, **way;
	unsigned long nr = 0;
	int fd;

	if (number > put->places->room || !put->places->files[number - 1])
		return -ENOENT;
	place = put->places->files[number - 1];
	*name = place->name;
	way = malloc((depth_of(place) + 1) * sizeof(*way));
	if (!way)
		return -ENOMEM;
	for (place = place->above; place; place = place->above)
		way[nr++] = place;
	fd = open_way(put, way, nr);
	free(way);
	return fd;
}
