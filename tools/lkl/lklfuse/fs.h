/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file system inside, as operations see it.
 */
#ifndef LKLFUSE_FS_H
#define LKLFUSE_FS_H

#define FUSE_USE_VERSION 35

#include <errno.h>
#include <fuse_lowlevel.h>
#include <stdbool.h>
#include <sys/types.h>

#include "lklfuse/image.h"
#include "lklfuse/node.h"
#include "lklfuse/options.h"

#define MAX_DEVS	1024

/** struct fs - a mounted file system */
struct fs {
	/** @opt: what the user wants */
	const struct options *opt;
	/** @image: where it is */
	struct image *image;
	/** @nodes: the files that the host knows of */
	struct nodes nodes;
	/** @session: of libfuse */
	struct fuse_session *session;
	/** @dev: what the host's mount has as device, or 0 */
	dev_t dev;
	/** @folds_names: names that differ in case may be the same file */
	bool folds_names;
	/** @no_opendir: the host needs not ask to open directories */
	bool no_opendir;
	/** @late_blocks: sizes on disk change after a file was closed */
	bool late_blocks;
	/**
	 * @one_request: at a time. To read a page of a compressed file NTFS3
	 * locks the file and the other pages of its unit: two that read the
	 * same unit wait for each other.
	 */
	bool one_request;
	/** @changed: something was written since the last commit; atomic */
	int changed;
	/* private: devices, under the lock of the nodes; see attr.c */
	uint64_t devs[MAX_DEVS];
	unsigned int nr_devs;
};

/** fs_open() - get ready. Return: 0 or -errno */
int fs_open(struct fs *fs, struct image *image);

/** fs_close() - nobody uses it any more; everything inside is closed */
void fs_close(struct fs *fs);

/** fs_sync() - bring what was written to stable storage. Return: 0, -errno */
int fs_sync(struct fs *fs);

/**
 * fs_touch() - something was written
 *
 * Called when the kernel inside has it, and before the host is told: a commit
 * that begins before this may have missed it, one that begins later has not.
 */
static inline void fs_touch(struct fs *fs)
{
	if (!__atomic_load_n(&fs->changed, __ATOMIC_RELAXED))
		__atomic_store_n(&fs->changed, 1, __ATOMIC_RELAXED);
}

static inline struct fs *fs_of(fuse_req_t req)
{
	return fuse_req_userdata(req);
}

/** node_of() - the node of a number that the host was given */
static inline struct node *node_of(struct fs *fs, fuse_ino_t ino)
{
	return ino == FUSE_ROOT_ID ? fs->nodes.root : (struct node *)ino;
}

/** number_of() - the number that the host is given for a node */
static inline fuse_ino_t number_of(struct fs *fs, struct node *node)
{
	return node == fs->nodes.root ? FUSE_ROOT_ID : (fuse_ino_t)node;
}

/** reply_err() - answer with 0 or -errno, also of a kernel that has died */
void reply_err(fuse_req_t req, long err);

#endif
