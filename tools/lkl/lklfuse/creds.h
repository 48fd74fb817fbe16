/* SPDX-License-Identifier: GPL-2.0 */
/*
 * In whose name the calling thread works inside.
 */
#ifndef LKLFUSE_CREDS_H
#define LKLFUSE_CREDS_H

#include "lklfuse/fs.h"

/** enum creds_for - what kind of operation follows */
enum creds_for {
	/** @CREDS_NAMES: names and attributes */
	CREDS_NAMES,
	/** @CREDS_DATA: data: if not root's, set-id bits go */
	CREDS_DATA,
	/** @CREDS_LIST: names of attributes, some of them for root only */
	CREDS_LIST,
};

/** creds_thread() - a thread begins to work. Return: 0 or -errno */
int creds_thread(void);

/**
 * creds_take() - work for the user who makes a request
 * @req: the request
 * @kind: what for
 *
 * The host has checked permissions, or nobody is let in who has less than all
 * of them: so they are not checked inside. But who owns new files, whom a quota
 * is charged and who may take the last blocks is decided inside.
 */
void creds_take(fuse_req_t req, enum creds_for kind);

/**
 * creds_own() - work for the owner of an open file
 * @fd: the file
 *
 * To write pages that the host has kept: nobody knows who changed them.
 */
void creds_own(int fd);

/** creds_make() - the same, to make a file in @dirfd; umask included */
void creds_make(fuse_req_t req, int dirfd);

#endif
