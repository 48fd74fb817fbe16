/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of a session share.
 */
#ifndef _LKL_COPY_SESSION_PARTS_H
#define _LKL_COPY_SESSION_PARTS_H

#include "copy/session.h"

/** session_choose_memory() - bytes of a kernel: those asked for, or enough */
uint64_t session_choose_memory(const struct session_options *options);

/** session_file_limit() - how large a file may become here, in bytes */
uint64_t session_file_limit(void);

/** session_check_memory() - 0; -ENOMEM or -EFBIG if no kernel can have that */
int session_check_memory(uint64_t bytes);

/** session_save_memory() - have the kernel use all it has; 0 or -errno */
int session_save_memory(void);

/**
 * session_has_room() - whether there is memory left to change what is mounted
 *
 * What a file system keeps of each of its parts can be most of what there is. A
 * kernel that dies for want of memory leaves a journal that is not empty.
 */
int session_has_room(void);

/**
 * session_mount() - mount the image and set up its tree
 * @session: the kernel runs, and has the disk
 *
 * Return: 0, or -errno, which has been reported; it is not mounted then.
 */
int session_mount(struct session *session);

/** session_set_limits() - set up what tree_ops.settle is called for */
void session_set_limits(struct session *session);

/** session_log_begin() - forget what the kernel noted so far */
void session_log_begin(void);

/** session_log_report() - report an error that it noted, unless one was */
void session_log_report(const char *image);

/** session_umount() - undo it; what was written is in the disk; 0 or -errno */
int session_umount(struct session *session);

#endif
