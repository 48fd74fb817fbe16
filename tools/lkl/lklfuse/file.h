/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files that are open inside: as long as a program of the host has them open,
 * or for one operation.
 */
#ifndef LKLFUSE_FILE_H
#define LKLFUSE_FILE_H

#include "lklfuse/node.h"

/** struct file - what a program of the host has open */
struct file {
	/** @fd: the descriptor inside */
	int fd;
	/** @direct: the same with LKL_O_DIRECT, or -1 */
	int direct;
	/** @appends: whatever is written by it goes to the end */
	bool appends;
	/* private: with the lock of the nodes */
	struct node *node;
	struct file *next;
	unsigned int nr_users;
};

/**
 * file_room() - whether the kernel inside has memory for one more open file
 *
 * Its own limit is not for root, and so not for the workers.
 */
bool file_room(struct nodes *nodes);

/**
 * file_add() - a node has been opened
 * @nodes: all nodes
 * @node: not of a directory
 * @fd: the descriptor; the file's from here on, also if this fails
 *
 * Return: the file, for file_put(), or NULL without memory.
 */
struct file *file_add(struct nodes *nodes, struct node *node, int fd);

/**
 * file_open_direct() - open it with LKL_O_DIRECT, too, if it can be
 * @nodes: all nodes
 * @file: just added; nobody else knows it yet
 * @flags: LKL_O_* of its descriptor
 */
void file_open_direct(struct nodes *nodes, struct file *file, int flags);

/** file_put() - the file is closed, when nobody else uses it */
void file_put(struct nodes *nodes, struct file *file);

/**
 * open_flags() - how to open a file that the host opens
 * @writeback: the host caches writes
 * @flags: O_* of the host
 *
 * The host reads a page that it changes a part of, so a file that it caches
 * writes of is open for reading, too. It knows where the end is, so O_APPEND is
 * for the host only.
 * Return: LKL_O_*
 */
int open_flags(bool writeback, int flags);

/**
 * file_open() - open a node for the host
 * @nodes: all nodes
 * @node: not of a directory
 * @flags: LKL_O_*
 *
 * Also when it was removed, if somebody has it open.
 * Return: a descriptor, or -errno.
 */
int file_open(struct nodes *nodes, struct node *node, int flags);

/** struct grip - a descriptor of a node for one operation */
struct grip {
	/** @fd: perhaps open as O_PATH only, unless it is a directory's */
	int fd;
	/** @is_open: it is a directory or an open file */
	bool is_open;
	/* private: */
	struct file *file;
	struct dir *dir;
};

/**
 * grip() - get hold of a node
 * @nodes: all nodes
 * @node: the node
 * @grip: set
 *
 * What is open of the file is used, so that this works when it was removed.
 * Return: the descriptor, until ungrip(); or -errno.
 */
int grip(struct nodes *nodes, struct node *node, struct grip *grip);

/** grip_open() - the same, but open for data or ioctl(), as @flags say */
int grip_open(struct nodes *nodes, struct node *node, int flags,
	      struct grip *grip);

/** ungrip() - the operation has ended */
void ungrip(struct nodes *nodes, struct grip *grip);

#endif
