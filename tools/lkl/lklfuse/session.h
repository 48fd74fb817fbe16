/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The connection to the host.
 */
#ifndef LKLFUSE_SESSION_H
#define LKLFUSE_SESSION_H

#include "lklfuse/fs.h"

/**
 * session_check() - whether the mount point can be one
 * @opt: what the user wants; its mount point becomes absolute
 *
 * Has told the user what is wrong. Return: 0 or -errno.
 */
int session_check(struct options *opt);

/**
 * session_open() - mount on the host
 * @fs: the file system; @session is set
 *
 * Requests wait until workers are started. Has told the user what is wrong.
 * Return: 0 or -errno.
 */
int session_open(struct fs *fs);

/** session_tune() - set up what can only be when requests are answered */
void session_tune(struct fs *fs);

/**
 * session_detach() - take the mount away, busy or not
 * @fs: the file system
 *
 * The host writes back what it has, so somebody has to answer requests
 * meanwhile. What else has been mounted there by now stays.
 */
void session_detach(struct fs *fs);

/** session_close() - end the connection */
void session_close(struct fs *fs);

#endif
