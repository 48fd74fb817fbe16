/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Directories that are open inside.
 *
 * Almost every operation is on a directory, so some of them are kept open: not
 * more than a number of them, those that were used last.
 */
#ifndef LKLFUSE_DIR_H
#define LKLFUSE_DIR_H

#include <pthread.h>

#include "lklfuse/node.h"

/** struct dir - a directory that is open */
struct dir {
	/** @fd: open for reading */
	int fd;
	/** @lock: for the position of @fd */
	pthread_mutex_t lock;
	/** @pos: the position, if it is known, or -1 */
	int64_t pos;
	/* private: with the lock of the nodes */
	struct node *node;
	unsigned int nr_users;
	struct dir *prev, *next;
};

/**
 * dir_get() - have a directory open for an operation
 * @nodes: all nodes
 * @node: the directory's
 * @dir: set
 *
 * Return: its descriptor, until dir_put(); or -errno.
 */
int dir_get(struct nodes *nodes, struct node *node, struct dir **dir);

/** dir_put() - the operation has ended */
void dir_put(struct nodes *nodes, struct dir *dir);

/**
 * dir_keep() - keep a removed directory open until the host forgets it
 * @nodes: all nodes
 * @dir: open; dir_put() of it has no effect any more
 */
void dir_keep(struct nodes *nodes, struct dir *dir);

/** dir_forget() - close what is open of @node, whose life has ended */
void dir_forget(struct nodes *nodes, struct node *node);

#endif
