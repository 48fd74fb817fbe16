/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The threads that answer requests.
 */
#ifndef LKLFUSE_WORKER_H
#define LKLFUSE_WORKER_H

#include <stddef.h>

#include "lklfuse/fs.h"

/** define WORKER_ENTRIES_BYTES - size of worker_entries() */
#define WORKER_ENTRIES_BYTES	65536

/**
 * workers_start() - start to answer requests
 * @fs: the file system, its session mounted
 *
 * SIGUSR2 is sent to the process when the last one has ended. All signals that
 * the caller blocks, they block.
 * Return: 0 or -errno.
 */
int workers_start(struct fs *fs);

/** workers_stop() - end them, whether the host has more requests or not */
void workers_stop(struct fs *fs);

/**
 * worker_buffer() - memory of the calling worker for an answer
 * @size: what is wanted; set to what there is, if that is less
 */
char *worker_buffer(size_t *size);

/** worker_entries() - memory of the calling worker for directory entries */
char *worker_entries(void);

#endif
