/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the copy of an inode is to have, and giving it that.
 */
#ifndef _LKL_COPY_PUT_INODE_H
#define _LKL_COPY_PUT_INODE_H

#include "copy/walk.h"

struct put;

/**
 * struct put_inode - what an inode is to have
 * @st: owner, mode and times
 * @xattrs: extended attributes
 * @nr_xattrs: how many
 * @has_inherited: it may have ACLs of the directory it was made in
 */
struct put_inode {
	struct tree_stat st;
	const struct walk_xattr *xattrs;
	unsigned int nr_xattrs;
	int has_inherited;
};

/** put_prepare() - what the copy of an item is to have; valid as the item */
void put_prepare(struct put *put, const struct walk_item *item,
		 struct put_inode *inode);

/** put_keep() - make it valid for longer; memory to free(), NULL without */
int put_keep(struct put_inode *inode, void **owned);

/**
 * put_meta() - give an inode what it is to have, and see what it holds
 * @put: the copy
 * @at: directory, or the open inode
 * @name: name in it, or ""
 * @inode: what it is to have
 */
void put_meta(struct put *put, int at, const char *name,
	      const struct put_inode *inode);

/**
 * put_xattrs() - set the extended attributes of an inode
 *
 * Arguments as put_meta(). Return: 0, or what was reported.
 */
int put_xattrs(struct put *put, int at, const char *name,
	       const struct put_inode *inode);

/** put_drop_inherited() - remove what is of the directory; likewise */
int put_drop_inherited(struct put *put, int at, const char *name,
		       const struct put_inode *inode);

/**
 * put_cannot_set() - something of an inode could not be set
 * @put: the copy
 * @xattr: name of an extended attribute, or NULL
 * @err: why
 *
 * Return: 0 if the target cannot hold it, which is the caller's to report; or
 * @err, which has been reported.
 */
int put_cannot_set(struct put *put, const char *xattr, int err);

#endif
