// SPDX-License-Identifier: GPL-2.0
/*
 * Which files with several hard links have been seen.
 *
 * A hash table of 48 bytes a file, for as long as not all of its names were
 * seen; the number of a file is where it is in the table. What has the inode
 * number of a file, but was made at another time, is another file.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "copy/links.h"

#define NR_FIRST	1024U
#define NR_MAX		(1U << 30)

struct file {
	uint64_t dev, ino;
	struct tree_time born;
	uint32_t left;
	/* Number of the next in its chain, or of those that are free, or 0. */
	uint32_t next;
};

struct links {
	/* As many chains as files have room; both by number less one. */
	struct file *files;
	uint32_t *chains;
	uint32_t room, used, free;
};

static uint32_t *chain_of(struct links *links, uint64_t dev, uint64_t ino)
{
	uint64_t hash = (ino ^ dev << 40 ^ dev >> 24) * 0x9e3779b97f4a7c15ULL;

	return &links->chains[(hash >> 32) & (links->room - 1)];
}

static void put_in_chains(struct links *links)
{
	uint32_t i, *chain;

	for (i = 0; i < links->used; i++) {
		chain = chain_of(links, links->files[i].dev,
				 links->files[i].ino);
		links->files[i].next = *chain;
		*chain = i + 1;
	}
}

/* Only when all numbers are in use. */
static int grow(struct links *links)
{
	uint32_t room = links->room ? links->room * 2 : NR_FIRST;
	struct file *files;
	uint32_t *chains;

	if (room > NR_MAX)
		return -ENOMEM;
	chains = calloc(room, sizeof(*chains));
	if (!chains)
		return -ENOMEM;
	files = realloc(links->files, room * sizeof(*files));
	if (!files) {
		free(chains);
		return -ENOMEM;
	}
	free(links->chains);
	links->files = files;
	links->chains = chains;
	links->room = room;
	put_in_chains(links);
	return 0;
}

struct links *links_open(void)
{
	struct links *links = calloc(1, sizeof(*links));

	if (links && grow(links)) {
		free(links);
		return NULL;
	}
	return links;
}

void links_close(struct links *links)
{
	if (!links)
		return;
	free(links->files);
	free(links->chains);
	free(links);
}

static int take_number(struct links *links, uint32_t *number)
{
	int err;

	if (links->free) {
		*number = links->free;
		links->free = links->files[*number - 1].next;
		return 0;
	}
	if (links->used == links->room) {
		err = grow(links);
		if (err)
			return err;
	}
	*number = ++links->used;
	return 0;
}

static int is_file(const struct file *file, const struct tree_stat *st)
{
	return file->dev == st->dev && file->ino == st->ino &&
	       file->born.sec == st->btime.sec &&
	       file->born.nsec == st->btime.nsec;
}

/* Where in its chain the number of a file is, or a 0. */
static uint32_t *find(struct links *links, const struct tree_stat *st)
{
	uint32_t *at = chain_of(links, st->dev, st->ino);
	struct file *file;

	while (*at) {
		file = &links->files[*at - 1];
		if (is_file(file, st))
			break;
		at = &file->next;
	}
	return at;
}

static int add(struct links *links, const struct tree_stat *st,
	       unsigned long *number)
{
	struct file *file;
	uint32_t nr, *chain;
	int err;

	err = take_number(links, &nr);
	if (err)
		return err;
	file = &links->files[nr - 1];
	chain = chain_of(links, st->dev, st->ino);
	file->dev = st->dev;
	file->ino = st->ino;
	file->born = st->btime;
	file->left = st->nlink - 1;
	file->next = *chain;
	*chain = nr;
	*number = nr;
	return 0;
}

int links_see(struct links *links, const struct tree_stat *st,
	      unsigned long *number, int *is_again, int *is_last)
{
	uint32_t *at = find(links, st), nr = *at;
	struct file *file;

	*is_again = !!nr;
	*is_last = 0;
	if (!nr)
		return add(links, st, number);
	*number = nr;
	file = &links->files[nr - 1];
	*is_last = !--file->left;
	if (*is_last) {
		*at = file->next;
		file->next = links->free;
		links->free = nr;
	}
	return 0;
}
