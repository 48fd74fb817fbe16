/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Going to the background once the outcome is known.
 */
#ifndef LKLFUSE_START_H
#define LKLFUSE_START_H

#include <stdbool.h>

/**
 * start_fork() - go on in a child
 * @foreground: do not; the caller goes on itself
 *
 * Context: one thread; no kernel yet, as its threads would not survive. The
 * parent waits for start_done() and ends with its status, or with the child's.
 * Return: 0 in the process that goes on, or -errno.
 */
int start_fork(bool foreground);

/**
 * start_done() - the file system is mounted
 *
 * The parent ends with status 0, and standard streams go to /dev/null.
 */
void start_done(void);

#endif
