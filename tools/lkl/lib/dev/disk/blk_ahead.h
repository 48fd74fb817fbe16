/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Reading ahead from a file of the host, in place of the host's own way.
 */
#ifndef _LKL_DEV_BLK_AHEAD_H
#define _LKL_DEV_BLK_AHEAD_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** define LKL__AHEAD_STREAMS - readers that are told apart */
#define LKL__AHEAD_STREAMS	8

/** struct lkl__ahead_stream - reads that begin where another one has ended */
struct lkl__ahead_stream {
	/** @next: where the next one is expected */
	uint64_t next;
	/** @ahead: what is before that is in memory, or on its way */
	uint64_t ahead;
	/** @window: how far @ahead is to be from @next; 0: none was missed */
	uint64_t window;
	/** @used: when the last one was */
	uint64_t used;
};

/** struct lkl__ahead - who reads where */
struct lkl__ahead {
	/** @fd: the file */
	int fd;
	/** @lock: of all that follows */
	pthread_mutex_t lock;
	/** @now: counts reads */
	uint64_t now;
	/** @streams: those that were used last */
	struct lkl__ahead_stream streams[LKL__AHEAD_STREAMS];
};

/**
 * lkl__ahead_init() - the host itself reads no more than it is asked for
 * @ahead: zeroed
 * @fd: the file, open while @ahead is in use
 */
void lkl__ahead_init(struct lkl__ahead *ahead, int fd);

/**
 * lkl__ahead_exit() - the host reads ahead as it sees fit again
 * @ahead: from lkl__ahead_init()
 */
void lkl__ahead_exit(struct lkl__ahead *ahead);

/**
 * lkl__ahead_note() - a part of the file is being read
 * @ahead: from lkl__ahead_init()
 * @offset: where
 * @bytes: how much
 * @cached: the host had it in memory
 *
 * Has the host begin with what is likely to be next, without waiting for it.
 * Context: any host thread, CPU not held.
 */
void lkl__ahead_note(struct lkl__ahead *ahead, uint64_t offset, uint64_t bytes,
		     bool cached);

#endif
