// SPDX-License-Identifier: GPL-2.0
/*
 * The table of descriptors of the host that tell of some of the kernel.
 */
#include "dev/event.h"

#include <errno.h>
#include <pthread.h>

#include <lkl_event.h>
#include <lkl_sys.h>

#include "host/posix/cancel.h"
#include "init.h"
#include "internal.h"

#define MAX_EVENTS	64

/* A free entry has no event. */
struct entry {
	struct lkl__event *event;
	int fd;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct entry entries[MAX_EVENTS];

/* Under the lock. */
static struct entry *find(int fd)
{
	struct entry *entry;

	for (entry = entries; entry < entries + MAX_EVENTS; entry++) {
		if (entry->event && entry->fd == fd)
			return entry;
	}
	return NULL;
}

static int insert(struct lkl__event *event, int fd)
{
	int i, err = -ENFILE;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_EVENTS && err; i++) {
		if (!entries[i].event) {
			entries[i] = (struct entry){ event, fd };
			err = 0;
		}
	}
	pthread_mutex_unlock(&lock);
	return err;
}

static int open_event(int fd, unsigned int wanted)
{
	struct lkl__event *event;
	int err, host_fd = lkl__event_new(fd, wanted, &event);

	if (host_fd < 0)
		return host_fd;
	err = insert(event, host_fd);
	if (err)
		lkl__event_free(event);
	return err ? err : host_fd;
}

static int rearm(int fd)
{
	struct entry *entry;

	pthread_mutex_lock(&lock);
	entry = find(fd);
	if (entry)
		lkl__event_rearm(entry->event);
	pthread_mutex_unlock(&lock);
	return entry ? 0 : -EBADF;
}

static int close_event(int fd)
{
	struct lkl__event *event = NULL;
	struct entry *entry;

	pthread_mutex_lock(&lock);
	entry = find(fd);
	if (entry) {
		event = entry->event;
		entry->event = NULL;
	}
	pthread_mutex_unlock(&lock);
	if (!event)
		return -EBADF;
	lkl__event_free(event);
	return 0;
}

/* Threads have not come along, and nobody can wait for their end. */
static void abandon(void)
{
	int i;

	pthread_mutex_init(&lock, NULL);
	for (i = 0; i < MAX_EVENTS; i++)
		entries[i].event = NULL;
}

static struct lkl__stage event_stage = {
	.abandon = abandon,
};

int lkl_event_open(int fd, unsigned int wanted)
{
	long err = lkl_sys_fcntl(fd, LKL_F_GETFD, 0);
	int cancel, event;

	if (err < 0)
		return err;
	if (!lkl__init_has_threads())
		return -ENOSYS;
	lkl__stage_add(&event_stage);
	cancel = lkl__cancel_disable();
	event = open_event(fd, wanted);
	lkl__cancel_restore(cancel);
	return event;
}

int lkl_event_rearm(int event)
{
	int cancel = lkl__cancel_disable();
	int err = rearm(event);

	lkl__cancel_restore(cancel);
	return err;
}

int lkl_event_close(int event)
{
	int cancel = lkl__cancel_disable();
	int err = close_event(event);

	lkl__cancel_restore(cancel);
	return err;
}
