/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the errors of opening an image mean to its user.
 */
#ifndef _LKL_COPY_SESSION_ERROR_H
#define _LKL_COPY_SESSION_ERROR_H

#include "copy/session.h"

/** session_open_error() - report why an image cannot be opened */
void session_open_error(int err, const char *image);

/** session_boot_error() - report why the kernel does not start with @mem */
void session_boot_error(int err, uint64_t mem);

/** session_mount_error() - report why an image cannot be mounted */
void session_mount_error(int err, const struct session_options *options);

/** session_close_error() - report that what was written is not all stored */
void session_close_error(int err, const char *image);

#endif
