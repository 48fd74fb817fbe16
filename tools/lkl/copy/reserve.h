/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Room on the host that an image can grow into when the host has no other.
 *
 * What was copied is in memory for a while. If the file system of the host is
 * full before it is stored, the image would be left with half of it. So a file
 * without a name holds room for that, and gives it back then: a copy ends as
 * soon as half of it is gone.
 */
#ifndef _LKL_COPY_RESERVE_H
#define _LKL_COPY_RESERVE_H

#include <pthread.h>
#include <stdint.h>

struct tree;

/**
 * struct reserve - the room for one image
 */
struct reserve {
	/* private: of the thread that copies */
	const char *path;
	int image;
	uint64_t mem;
	int keeps_limits, is_near;
	unsigned int looks;
	uint64_t size, most_bytes;
	unsigned long most_entries;
	int fd;
	/* Guards @left. */
	pthread_mutex_t lock;
	uint64_t left;
	/* Atomic. */
	int is_short;
};

/** reserve_init() - make one that has no room */
void reserve_init(struct reserve *reserve);

/**
 * reserve_begin() - reserve room for an image, if the host has little
 * @reserve: after reserve_init()
 * @path: of the image
 * @mem: of the kernel, which no more can be in than that
 * @keeps_limits: tree.settle_bytes and its like must not depend on the host
 *
 * Before anything is written.
 * Return: 0; -ENOSPC if there is not even that.
 */
int reserve_begin(struct reserve *reserve, const char *path, uint64_t mem,
		  int keeps_limits);

/**
 * reserve_attach() - have a tree keep no more in memory than there is room for
 * @reserve: of its image
 * @tree: how much it may keep otherwise is set
 */
void reserve_attach(struct reserve *reserve, struct tree *tree);

/**
 * reserve_watch() - look whether the host still has room for the tree's image
 *
 * @tree: the tree
 * @bytes: what was written to it since all was stored
 * @entries: how many entries were made since then
 *
 * Cheap enough for every entry.
 * Return: 1 if all that is in memory is to be stored now, and 0.
 */
int reserve_watch(struct tree *tree, uint64_t bytes, uint64_t entries);

/** reserve_is_short() - whether nothing more may be written to the tree */
int reserve_is_short(const struct tree *tree);

/**
 * reserve_give() - give back a part: lkl_disk_options.full
 * @handle: the reserve
 *
 * Context: any thread. Return: 1; 0 if nothing is left.
 */
int reserve_give(void *handle);

/** reserve_end() - give all of it back */
void reserve_end(struct reserve *reserve);

#endif
