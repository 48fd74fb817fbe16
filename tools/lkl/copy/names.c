// SPDX-License-Identifier: GPL-2.0
/*
 * The names in a directory.
 *
 * Each is kept as a byte of type, and the name with its zero.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/names.h"

#define DENTS_BYTES	(32UL << 10)

void names_sort(struct names *names)
{
	names->is_sorted = 1;
}

static int is_dots(const char *name)
{
	return name[0] == '.' &&
	       (!name[1] || (name[1] == '.' && !name[2]));
}

static int make_room(struct names *names, unsigned long more)
{
	unsigned long room = names->len + more;
	char *text;

	if (room <= names->room)
		return 0;
	if (names->len)
		room *= 2;
	text = realloc(names->text, room);
	if (!text)
		return -ENOMEM;
	names->text = text;
	names->room = room;
	return 0;
}

static void add(struct names *names, const struct tree_dirent *entry)
{
	size_t len = strlen(entry->name) + 1;
	char *to = names->text + names->len;

	*to = (char)entry->type;
	memcpy(to + 1, entry->name, len);
	names->len += 1 + len;
}

/* A buffer of entries takes more room than their names. */
static int add_some(struct names *names, struct tree *tree, int fd, void *buf)
{
	struct tree_dirent *entry;
	long got, at;
	int err;

	got = tree->ops->read_dir(fd, buf, DENTS_BYTES);
	if (got <= 0) {
		names->has_ended = 1;
		return (int)got;
	}
	err = make_room(names, (unsigned long)got);
	if (err)
		return err;
	for (at = 0; at < got; at += entry->reclen) {
		entry = (struct tree_dirent *)((char *)buf + at);
		names->next = entry->next;
		if (!is_dots(entry->name))
			add(names, entry);
	}
	return 0;
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a + 1, *(char *const *)b + 1);
}

static unsigned long count(const struct names *names)
{
	unsigned long at, nr = 0;

	for (at = 0; at < names->len; at += strlen(names->text + at + 1) + 2)
		nr++;
	return nr;
}

static int sort(struct names *names)
{
	unsigned long nr = count(names), i, at = 0;
	char **order, *text, *to;
	size_t len;

	order = malloc((nr + 1) * sizeof(*order));
	text = malloc(names->len + 1);
	if (!order || !text) {
		free(order);
		free(text);
		return -ENOMEM;
	}
	for (i = 0; i < nr; i++) {
		order[i] = names->text + at;
		at += strlen(order[i] + 1) + 2;
	}
	qsort(order, nr, sizeof(*order), compare);
	for (i = 0, to = text; i < nr; i++, to += len) {
		len = strlen(order[i] + 1) + 2;
		memcpy(to, order[i], len);
	}
	free(order);
	free(names->text);
	names->text = text;
	return 0;
}

static int read_more(struct names *names, struct tree *tree, int fd)
{
	int err = 0;
	void *buf;

	if (names->next)
		err = tree->ops->seek_dir(fd, names->next);
	buf = err ? NULL : malloc(DENTS_BYTES);
	if (!buf)
		return err ? err : -ENOMEM;
	names->len = 0;
	names->pos = 0;
	names->ahead = 0;
	names->nr_ahead = 0;
	do {
		err = add_some(names, tree, fd, buf);
	} while (!err && !names->has_ended &&
		 (names->is_sorted || !names->len));
	free(buf);
	/* What there is of them comes first. */
	if (names->is_sorted && err != -ENOMEM) {
		names->err = err;
		err = sort(names);
	}
	return err;
}

static int end(struct names *names, int err)
{
	names->has_ended = 1;
	names->pos = names->len;
	names->err = 0;
	return err;
}

/* Many directories may be open at a time: what is not needed is given back. */
static void trim(struct names *names)
{
	char *text = realloc(names->text, names->len + 1);

	if (text) {
		names->text = text;
		names->room = names->len + 1;
	}
}

/* The entry at *@pos, which is moved behind it. */
static const char *get(const struct names *names, unsigned long *pos,
		       unsigned int *type)
{
	const char *entry = names->text + *pos;

	*type = (unsigned char)entry[0];
	*pos += strlen(entry + 1) + 2;
	return entry + 1;
}

int names_next(struct names *names, struct tree *tree, int fd,
	       const char **name, unsigned int *type)
{
	int err;

	*name = NULL;
	if (names->pos >= names->len) {
		if (names->has_ended)
			return end(names, names->err);
		err = read_more(names, tree, fd);
		if (err)
			return end(names, err);
		if (!names->len)
			return end(names, names->err);
		trim(names);
	}
	*name = get(names, &names->pos, type);
	if (names->nr_ahead)
		names->nr_ahead--;
	return 0;
}

const char *names_ahead(struct names *names, unsigned long max,
			unsigned int *type)
{
	if (names->ahead < names->pos)
		names->ahead = names->pos;
	if (names->ahead >= names->len || names->nr_ahead >= max)
		return NULL;
	names->nr_ahead++;
	return get(names, &names->ahead, type);
}

void names_free(struct names *names)
{
	free(names->text);
	memset(names, 0, sizeof(*names));
}
