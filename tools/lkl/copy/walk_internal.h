/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of a walk share; all of it is of the thread that reads.
 */
#ifndef _LKL_COPY_WALK_INTERNAL_H
#define _LKL_COPY_WALK_INTERNAL_H

#include <pthread.h>

#include "copy/dirs.h"
#include "copy/links.h"
#include "copy/names.h"
#include "copy/path.h"
#include "copy/stream.h"
#include "copy/walk.h"

/**
 * struct walk - a walk
 * @options: what is walked
 * @stream: where items go
 * @thread: the thread that reads
 * @links: files with several links
 * @dirs: the directories that we are in
 * @levels: the names that are left in each of them
 * @room: how many @levels there is room for
 * @path: where we are, for messages
 * @source: number of the source that is walked
 * @done: given when all was taken
 * @list: names of extended attributes
 * @value: value of one
 */
struct walk {
	struct walk_options options;
	struct stream *stream;
	pthread_t thread;
	struct links *links;
	struct dirs dirs;
	struct level *levels;
	unsigned long room;
	struct path path;
	unsigned int source;
	struct walk_item done;
	char list[TREE_XATTR_MAX], value[TREE_XATTR_MAX];
};

/**
 * walk_begin() - add the WALK_ENTRY of an inode
 * @walk: the walk
 * @at: directory, or with an empty @name the open inode
 * @name: name in it
 * @shown: walk_item.name
 * @st: the inode
 * @item: set to the item
 *
 * Return: 0, or -ECANCELED or -ENOMEM, with which the walk ends.
 */
int walk_begin(struct walk *walk, int at, const char *name, const char *shown,
	       const struct tree_stat *st, struct walk_item **item);

/**
 * walk_contents() - add what follows the WALK_ENTRY of a regular file
 * @walk: the walk
 * @fd: the file
 * @item: its WALK_ENTRY
 *
 * Return: as walk_begin().
 */
int walk_contents(struct walk *walk, int fd, struct walk_item *item);

/**
 * walk_next_extent() - the data of a file from @offset on
 * @tree: the tree
 * @fd: the file
 * @size: its size
 * @offset: where to look
 * @begin: set to where it begins, @size if there is none
 * @end: set to where it ends; likewise
 *
 * Return: 0 or -errno.
 */
int walk_next_extent(struct tree *tree, int fd, uint64_t size, uint64_t offset,
		     uint64_t *begin, uint64_t *end);

/** walk_extents() - fill in where a file has data; as walk_begin() */
int walk_extents(struct walk *walk, int fd, struct walk_item *item);

/** walk_xattrs() - fill in extended attributes; as walk_begin() */
int walk_xattrs(struct walk *walk, int at, const char *name,
		struct walk_item *item);

/**
 * walk_visit() - add what there is to say of an entry
 * @walk: the walk
 * @at: directory, or with an empty @name the directory itself
 * @name: name in it
 * @shown: walk_item.name
 * @type: DT_*, as far as it is known
 *
 * If it is a directory, its entries come with walk_step(). Return: as
 * walk_begin().
 */
int walk_visit(struct walk *walk, int at, const char *name, const char *shown,
	       unsigned int type);

/**
 * walk_enter() - go down into a directory whose path we have
 * @walk: the walk
 * @fd: the directory, which is the walk's from now on
 * @shown: walk_item.name
 * @above: length of the path of the directory above
 *
 * Return: as walk_begin().
 */
int walk_enter(struct walk *walk, int fd, const char *shown, size_t above);

/** walk_leave() - add a WALK_LEAVE; as walk_begin() */
int walk_leave(struct walk *walk);

/** walk_step() - visit the next entry of where we are, or go up; likewise */
int walk_step(struct walk *walk);

/** walk_sources() - visit all sources, and what is in them; likewise */
int walk_sources(struct walk *walk);

/** walk_drop_levels() - close and free what is left of the way down */
void walk_drop_levels(struct walk *walk);

/**
 * walk_fail() - report an error at where we are
 *
 * Return: 0, or -ECANCELED if the kernel has died.
 */
int walk_fail(struct walk *walk, int err);

#endif
