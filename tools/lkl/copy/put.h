/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of copying into a tree share; all of it is of the thread that
 * copies.
 */
#ifndef _LKL_COPY_PUT_H
#define _LKL_COPY_PUT_H

#include <errno.h>

#include "copy/copy.h"
#include "copy/dirs.h"
#include "copy/loss.h"
#include "copy/path.h"
#include "copy/put_inode.h"
#include "copy/target.h"

struct places;

/**
 * struct put - a copy being made
 * @options: what to do
 * @tree: options->to
 * @target: where
 * @dev: the file system that it is in
 * @dirs: the directories that we are in
 * @levels: what is to be done when they are left
 * @room: how many levels there is room for
 * @path: where we are, for messages
 * @places: where files with several links are
 * @loss: what is lost
 * @skipped: depth below a directory that could not be made
 * @fd: the regular file that is written, or -1
 * @file: what it is to have
 * @file_owned: memory that @file points to
 * @file_link: walk_item.link of it
 * @file_at: the directory that it is in
 * @file_above: length of the path of that
 * @is_through: it is what the user named, and stays where it is
 * @is_spare: see put_spare_create()
 * @nr_spares: how many of these there were
 * @written: how far it is written
 * @file_bytes: how much of it
 * @name: its name
 * @settled: result->entries at the last tree_ops.settle
 * @written_bytes: bytes of contents and attributes since then
 * @sources: names of the sources that went into the target, see tsearch(3)
 * @result: counts
 */
struct put {
	const struct copy_options *options;
	struct tree *tree;
	struct target target;
	uint64_t dev;
	struct dirs dirs;
	struct put_level *levels;
	unsigned long room;
	struct path path;
	struct places *places;
	struct loss *loss;
	unsigned long skipped;
	int fd;
	struct put_inode file;
	void *file_owned;
	unsigned long file_link;
	int file_at;
	size_t file_above;
	int is_through, is_spare, nr_spares;
	uint64_t written, file_bytes;
	char name[TREE_NAME_BYTES];
	uint64_t settled, written_bytes;
	void *sources;
	struct copy_result *result;
};

/**
 * struct put_level - a directory that we are in
 * @inode: what it is to have when it is left
 * @owned: memory that @inode points to
 * @name: its name in the directory above, "" for the target
 * @place: for places_add(), or NULL
 * @above: length of the path of the directory above
 * @is_new: it was not there before
 * @is_shared: another source was copied to it, too
 * @has_default: it has a default ACL
 */
struct put_level {
	struct put_inode inode;
	void *owned;
	char *name;
	struct place *place;
	size_t above;
	int is_new, is_shared, has_default;
};

/** put_level() - the level that we are in, or NULL at the target */
struct put_level *put_level(struct put *put);

/** put_at() - the directory that we are in, a descriptor or -errno */
int put_at(const struct put *put);

/**
 * put_fail() - report an error at where we are
 *
 * Nothing more is copied if the target has no room or fails altogether.
 */
void put_fail(struct put *put, int err);

/** put_room() - how many bytes may be written before put_settle(), over 0 */
uint64_t put_room(const struct put *put);

/** put_settle() - have all that was written stored, if it is time for that */
void put_settle(struct put *put);

/* Instead of an -errno: what must stay as it is would be written. */
#define PUT_IS_KEPT	(-EDEADLK)

/** put_check_kept() - 0, or PUT_IS_KEPT if it is tree->kept; @name may be "" */
int put_check_kept(struct put *put, int at, const char *name);

/** put_replace() - make room for what is made with this name; 0 or -errno */
int put_replace(struct put *put, int at, const char *name);

/** put_cannot() - report that an entry cannot be made, as loss or as error */
void put_cannot(struct put *put, const struct walk_item *item, int err);

/** put_cannot_write() - report that a file cannot be written, likewise */
void put_cannot_write(struct put *put, int err);

/** put_is_shared() - whether another source made the directory @name, too */
int put_is_shared(struct put *put, const char *name);

/** put_note_source() - a source has made something of this name */
void put_note_source(struct put *put, const char *name);

/**
 * put_dir() - make a directory and go down into it
 * @put: the copy
 * @at: directory that it is in
 * @name: name in it, or "" for @at
 * @item: its WALK_ENTRY
 * @above: length of the path of @at
 */
void put_dir(struct put *put, int at, const char *name,
	     const struct walk_item *item, size_t above);

/** put_leave() - all that is in the directory is made; go up */
void put_leave(struct put *put);

/**
 * put_open() - open a regular file for writing
 * @put: the copy; is_through is set
 * @at: directory
 * @name: name in it
 * @item: its WALK_ENTRY, of which put->file has been prepared
 *
 * Return: a descriptor, or -errno.
 */
int put_open(struct put *put, int at, const char *name,
	     const struct walk_item *item);

/* A regular file: its WALK_ENTRY, WALK_DATA, WALK_END; and without an end. */
void put_file_begin(struct put *put, int at, const char *name,
		    const struct walk_item *item);
void put_file_data(struct put *put, const struct walk_item *item);
void put_file_end(struct put *put, const struct walk_item *item);
void put_file_drop(struct put *put);

/** put_file_spare() - begin a file for its other names, if it has such */
void put_file_spare(struct put *put, const struct walk_item *item);

/** put_special() - make what is neither a directory nor a regular file */
void put_special(struct put *put, int at, const char *name,
		 const struct walk_item *item);

/**
 * put_link() - make a further hard link
 * @put: the copy
 * @at: directory
 * @name: name in it
 * @item: its WALK_ENTRY
 */
void put_link(struct put *put, int at, const char *name,
	      const struct walk_item *item);

/**
 * put_spare_create() - keep a file that cannot have its name, for its others
 * @put: the copy
 * @name: set to the name that it gets in the target; TREE_NAME_BYTES
 *
 * Return: the file, or -errno.
 */
int put_spare_create(struct put *put, char *name);

/** put_spare_remove() - remove it; the target's times stay as they are */
void put_spare_remove(struct put *put, const char *name);

#endif
