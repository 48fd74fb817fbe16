// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that wait for descriptors of the kernel in place of the program,
 * which waits for descriptors of the host.
 */
#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <lkl_event.h>
#include <lkl_sys.h>

#include "host/posix/posix.h"
#include "init.h"

#define MAX_EVENTS	64

/*
 * @armed has the thread wait in the kernel; when it is clear, it waits for
 * that. The kernel's @stop_fd ends a wait there.
 */
struct event {
	int host_fd;
	int lkl_fd;
	int stop_fd;
	unsigned int events;
	unsigned long thread;
	/* Under the lock. */
	bool armed, stop;
	pthread_cond_t changed;
};

/* Protects the table and what its events say is under it. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct event *events[MAX_EVENTS];

/* Return: whether to wait in the kernel. */
static bool wait_armed(struct event *ev)
{
	bool stop;

	pthread_mutex_lock(&lock);
	while (!ev->armed && !ev->stop)
		pthread_cond_wait(&ev->changed, &lock);
	ev->armed = false;
	stop = ev->stop;
	pthread_mutex_unlock(&lock);
	return !stop;
}

static void event_main(void *arg)
{
	struct event *ev = arg;
	struct lkl_pollfd fds[2] = {
		{ .fd = ev->lkl_fd, .events = ev->events },
		{ .fd = ev->stop_fd, .events = LKL_POLLIN },
	};
	long ret;

	while (wait_armed(ev)) {
		do {
			ret = lkl_sys_poll(fds, 2, -1);
		} while (ret == -LKL_EINTR);
		/* Also when the kernel has gone: the program shall notice. */
		if (ret < 0 || fds[0].revents)
			eventfd_write(ev->host_fd, 1);
		if (ret < 0)
			return;
	}
}

/* Under the lock. */
static struct event **find(int host_fd)
{
	int i;

	for (i = 0; i < MAX_EVENTS; i++) {
		if (events[i] && events[i]->host_fd == host_fd)
			return &events[i];
	}
	return NULL;
}

static int insert(struct event *ev)
{
	int i, err = -ENFILE;

	pthread_mutex_lock(&lock);
	for (i = 0; i < MAX_EVENTS && err; i++) {
		if (!events[i]) {
			events[i] = ev;
			err = 0;
		}
	}
	pthread_mutex_unlock(&lock);
	return err;
}

static void release(struct event *ev)
{
	if (ev->host_fd >= 0)
		close(ev->host_fd);
	if (ev->stop_fd >= 0)
		lkl_sys_close(ev->stop_fd);
	pthread_cond_destroy(&ev->changed);
	free(ev);
}

static int start(struct event *ev)
{
	if (ev->host_fd < 0)
		return -errno;
	if (ev->stop_fd < 0)
		return ev->stop_fd;
	ev->thread = lkl__posix_thread_create(event_main, ev);
	if (!ev->thread)
		return -ENOMEM;
	return insert(ev);
}

/* Without the lock; nobody finds @ev any more. */
static void stop(struct event *ev)
{
	uint64_t one = 1;

	pthread_mutex_lock(&lock);
	ev->stop = true;
	pthread_cond_broadcast(&ev->changed);
	pthread_mutex_unlock(&lock);
	lkl_sys_write(ev->stop_fd, (char *)&one, sizeof(one));
	if (ev->thread)
		lkl__posix_thread_join(ev->thread);
}

int lkl_event_open(int fd, unsigned int wanted)
{
	struct event *ev;
	long err = lkl_sys_fcntl(fd, LKL_F_GETFD, 0);

	if (err < 0)
		return err;
	if (!lkl__init_has_threads())
		return -ENOSYS;
	ev = calloc(1, sizeof(*ev));
	if (!ev)
		return -ENOMEM;
	pthread_cond_init(&ev->changed, NULL);
	ev->lkl_fd = fd;
	ev->events = wanted;
	ev->armed = true;
	ev->host_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	ev->stop_fd = lkl_sys_eventfd2(0, 0);
	err = start(ev);
	if (!err)
		return ev->host_fd;
	stop(ev);
	release(ev);
	return err;
}

int lkl_event_rearm(int event)
{
	struct event **at;
	eventfd_t count;

	pthread_mutex_lock(&lock);
	at = find(event);
	if (at) {
		eventfd_read(event, &count);
		(*at)->armed = true;
		pthread_cond_broadcast(&(*at)->changed);
	}
	pthread_mutex_unlock(&lock);
	return at ? 0 : -EBADF;
}

int lkl_event_close(int event)
{
	struct event *ev = NULL, **at;

	pthread_mutex_lock(&lock);
	at = find(event);
	if (at) {
		ev = *at;
		*at = NULL;
	}
	pthread_mutex_unlock(&lock);
	if (!ev)
		return -EBADF;
	stop(ev);
	release(ev);
	return 0;
}
