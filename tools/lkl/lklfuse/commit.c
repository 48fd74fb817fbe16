// SPDX-License-Identifier: GPL-2.0
/*
 * Commits that nobody asks for: sync(1) of the host does not reach a FUSE
 * server, so a thread brings to stable storage what was written.
 */
#include "lklfuse/commit.h"

#include <pthread.h>
#include <time.h>

#include "lklfuse/report.h"

/* What is promised is 5 seconds, the commit itself included. */
#define PERIOD_S	3

/* @stop is under the lock; the thread is owned by who starts and stops it. */
static struct {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t wake;
	bool started, stop;
} commit = { .lock = PTHREAD_MUTEX_INITIALIZER };

static bool wait_period(void)
{
	struct timespec until;
	int err = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += PERIOD_S;
	while (!commit.stop && !err)
		err = pthread_cond_timedwait(&commit.wake, &commit.lock,
					     &until);
	return !commit.stop;
}

static void *commit_main(void *arg)
{
	struct fs *fs = arg;
	bool told = false;
	int err;

	pthread_mutex_lock(&commit.lock);
	while (wait_period()) {
		pthread_mutex_unlock(&commit.lock);
		err = fs_sync(fs);
		if (err && !told)
			complain(fs->opt->images[0], "commit: %s",
				 lkl_strerror(err));
		told = err;
		pthread_mutex_lock(&commit.lock);
	}
	pthread_mutex_unlock(&commit.lock);
	return NULL;
}

int commit_start(struct fs *fs)
{
	pthread_condattr_t attr;
	int err;

	if (fs->image->read_only)
		return 0;
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&commit.wake, &attr);
	pthread_condattr_destroy(&attr);
	err = -pthread_create(&commit.thread, NULL, commit_main, fs);
	commit.started = !err;
	return err;
}

void commit_stop(void)
{
	if (!commit.started)
		return;
	pthread_mutex_lock(&commit.lock);
	commit.stop = true;
	pthread_cond_signal(&commit.wake);
	pthread_mutex_unlock(&commit.lock);
	pthread_join(commit.thread, NULL);
	commit.started = false;
}
