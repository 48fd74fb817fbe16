/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Making the answer to a read of a directory.
 */
#ifndef LKLFUSE_LISTING_H
#define LKLFUSE_LISTING_H

#include "lklfuse/dir.h"
#include "lklfuse/fs.h"

/** struct listing - an answer in the making */
struct listing {
	/** @req: the request */
	fuse_req_t req;
	/** @fs: the file system */
	struct fs *fs;
	/** @node: the directory */
	struct node *node;
	/** @dir: the same, open */
	struct dir *dir;
	/** @plus: attributes, too */
	bool plus;
	/** @buf: where the answer is made */
	char *buf;
	/** @size: of @buf */
	size_t size;
	/** @used: of it */
	size_t used;
	/* private: */
	uint64_t ino_bits;
};

/**
 * listing_fill() - fill the answer
 * @l: with all but @used set
 * @off: where in the directory
 *
 * Context: with the lock of the directory.
 * Return: 0, or -errno with nothing in the answer.
 */
long listing_fill(struct listing *l, off_t off);

/** listing_undo() - the host did not get the answer */
void listing_undo(struct listing *l);

#endif
