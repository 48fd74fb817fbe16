// SPDX-License-Identifier: GPL-2.0
/*
 * Which disk images are locked by this process.
 *
 * The locks of files do not tell: an open file description has no conflict with
 * itself, but would take its lock a second time, in another way, and lose it
 * when it is unlocked once.
 */
#include "dev/disk/blk_lock.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

/* A descriptor that is locked; on the list with all others, under the mutex. */
struct held {
	struct held *next;
	dev_t dev;
	ino_t ino;
	int fd;
	bool write;
};

static struct held *all_held;
static pthread_mutex_t held_mutex = PTHREAD_MUTEX_INITIALIZER;

static bool is_same_file(const struct held *a, const struct held *b)
{
	return a->dev == b->dev && a->ino == b->ino;
}

static bool is_held_against(const struct held *wanted)
{
	const struct held *held;

	for (held = all_held; held; held = held->next) {
		if (is_same_file(held, wanted) &&
		    (held->write || wanted->write))
			return true;
	}
	return false;
}

/* Readers may have the same open file description as one that was unlocked. */
static void relock_readers(const struct held *file)
{
	const struct held *held;

	for (held = all_held; held; held = held->next) {
		if (is_same_file(held, file))
			lkl__blk_relock_file(held->fd);
	}
}

/* Whoever has it when this is not held against them is a reader. */
static int lock_and_hold(struct held *wanted)
{
	int err = lkl__blk_lock_file(wanted->fd, wanted->write);

	if (err) {
		relock_readers(wanted);
		return err;
	}
	wanted->next = all_held;
	all_held = wanted;
	return 0;
}

static int hold(struct held *wanted)
{
	int err = -EBUSY;

	pthread_mutex_lock(&held_mutex);
	if (!is_held_against(wanted))
		err = lock_and_hold(wanted);
	pthread_mutex_unlock(&held_mutex);
	return err;
}

int lkl__blk_lock(int fd, bool write)
{
	struct held *wanted;
	struct stat st;
	int err;

	if (fstat(fd, &st))
		return -errno;
	if (write && lkl__blk_is_mounted(fd))
		return -EBUSY;
	wanted = calloc(1, sizeof(*wanted));
	if (!wanted)
		return -ENOMEM;
	wanted->dev = st.st_dev;
	wanted->ino = st.st_ino;
	wanted->fd = fd;
	wanted->write = write;
	err = hold(wanted);
	if (err)
		free(wanted);
	return err;
}

void lkl__blk_unlock(int fd)
{
	struct held **at, *held;

	pthread_mutex_lock(&held_mutex);
	for (at = &all_held; *at && (*at)->fd != fd; at = &(*at)->next)
		;
	held = *at;
	if (held) {
		*at = held->next;
		lkl__blk_unlock_file(held->fd);
		relock_readers(held);
	}
	pthread_mutex_unlock(&held_mutex);
	free(held);
}

void lkl__blk_locks_abandon(void)
{
	pthread_mutex_init(&held_mutex, NULL);
	all_held = NULL;
}
