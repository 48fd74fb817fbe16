/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What threads that sleep and the thread of the interface they poll share.
 */
#ifndef _LKL_DEV_SLEEPERS_H
#define _LKL_DEV_SLEEPERS_H

#include <pthread.h>

#include "dev/net/netdev.h"

/**
 * struct lkl__sleepers - threads of the program that sleep in the kernel
 *
 * There is one. What @lock does not protect is for load() and store().
 */
struct lkl__sleepers {
	/** @lock: held to receive from @dev in place of its thread */
	pthread_mutex_t lock;
	/** @dev: left to threads that sleep, or NULL; changed under @lock */
	struct lkl__netdev *dev;
	/** @recent: the one that received last, or NULL */
	struct lkl__netdev *recent;
	/** @wanted: its thread shall leave it to others, or NULL */
	struct lkl__netdev *wanted;
	/** @nr_frames: received by all interfaces; wraps, as @nr_bytes does */
	unsigned int nr_frames;
	/** @nr_bytes: received by all interfaces */
	unsigned int nr_bytes;
	/** @streak: short sleeps in a row */
	unsigned int streak;
	/** @asleep: semaphore of the thread that sleeps alone, or NULL */
	void *asleep;
	/** @nr: threads that sleep now */
	unsigned int nr;
	/** @looks: how often one has looked */
	unsigned int looks;
	/** @leave: who looks shall stop, and the conversation end */
	bool leave;
	/** @wake_fd: an eventfd that ends a look; stays open */
	int wake_fd;
};

extern struct lkl__sleepers lkl__sleepers;

#define sl			lkl__sleepers
#define load(word)		__atomic_load_n(&(word), __ATOMIC_ACQUIRE)
#define store(word, value)	\
	__atomic_store_n(&(word), value, __ATOMIC_RELEASE)

/** define LKL__SLEEPERS_BYTES - in an answer of small frames */
#define LKL__SLEEPERS_BYTES	16384U

/**
 * lkl__sleepers_large() - whether frames are large
 * @frames: how many
 * @bytes: of all of them
 *
 * A stream of these is left to the thread that waits for it. One of small
 * frames is not: there may be more than the back end has room for until the
 * thread, which has other things to do, sleeps again.
 */
static inline bool lkl__sleepers_large(unsigned int frames, unsigned int bytes)
{
	return frames && bytes / 8192 >= frames;
}

/**
 * lkl__sleepers_look() - receive in place of the thread of the interface
 * @sem: what the calling thread sleeps on, and the only one that does
 *
 * Context: a thread of the program that cannot be cancelled.
 * Return: 0 if the count of @sem was taken; -EAGAIN if there is no
 * conversation any more; -EINTR if a signal shall end the sleep.
 */
int lkl__sleepers_look(void *sem);

/** lkl__sleepers_in_look() - whether the calling thread does so */
bool lkl__sleepers_in_look(void);

/** lkl__sleepers_wake() - end the look of another thread; @sem: see sleep.h */
void lkl__sleepers_wake(void *sem);

/** lkl__sleepers_call() - have the thread that sleeps alone look */
void lkl__sleepers_call(void);

/** lkl__sleepers_end() - with the lock: the interface's thread goes on */
void lkl__sleepers_end(void);

#endif
