/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Writing where somebody may read slowly, or not at all, such that a signal
 * still ends the program: no call sleeps for longer than a moment.
 */
#ifndef _LKL_COPY_CHANNEL_H
#define _LKL_COPY_CHANNEL_H

#include <stddef.h>

/**
 * channel_open() - open a pipe or device for writing
 * @at: directory, or AT_FDCWD
 * @path: its path
 *
 * Waits for the reader of a named pipe.
 * Return: a descriptor, -EINTR if stop_wanted(), or -errno.
 */
int channel_open(int at, const char *path);

/**
 * channel_dup() - a descriptor for the same as another
 * @fd: open for writing, stays as it is for other processes that have it
 *
 * Return: a descriptor, or -errno.
 */
int channel_dup(int fd);

/**
 * channel_write() - write all
 * @fd: of one of the above, or of a regular file
 * @data: what
 * @bytes: how much
 *
 * Return: 0, -EINTR if stop_wanted(), or -errno.
 */
int channel_write(int fd, const void *data, size_t bytes);

/** channel_sync() - have on stable storage what can be; 0 or -errno */
int channel_sync(int fd);

#endif
