// SPDX-License-Identifier: GPL-2.0
/*
 * Threads that wait for descriptors of the kernel in place of the program,
 * which waits for descriptors of the host.
 */
#include "dev/event.h"

#include <errno.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <lkl_sys.h>

#include "host/posix/posix.h"

/*
 * @armed has the thread wait in the kernel; when it is clear, it waits for
 * that. The kernel's @stop_fd ends a wait there.
 */
struct lkl__event {
	int host_fd;
	int lkl_fd;
	int stop_fd;
	unsigned int events;
	unsigned long thread;
	/* Protects what follows. */
	pthread_mutex_t lock;
	bool armed, stop;
	pthread_cond_t changed;
};

/* Return: whether to wait in the kernel. */
static bool wait_armed(struct lkl__event *ev)
{
	bool stop;

	pthread_mutex_lock(&ev->lock);
	while (!ev->armed && !ev->stop)
		pthread_cond_wait(&ev->changed, &ev->lock);
	ev->armed = false;
	stop = ev->stop;
	pthread_mutex_unlock(&ev->lock);
	return !stop;
}

static void event_main(void *arg)
{
	struct lkl__event *ev = arg;
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

static int start(struct lkl__event *ev)
{
	if (ev->host_fd < 0)
		return -errno;
	if (ev->stop_fd < 0)
		return ev->stop_fd;
	ev->thread = lkl__posix_thread_create(event_main, ev);
	return ev->thread ? ev->host_fd : -ENOMEM;
}

int lkl__event_new(int fd, unsigned int wanted, struct lkl__event **event)
{
	struct lkl__event *ev = calloc(1, sizeof(*ev));
	int ret;

	if (!ev)
		return -ENOMEM;
	pthread_mutex_init(&ev->lock, NULL);
	pthread_cond_init(&ev->changed, NULL);
	ev->lkl_fd = fd;
	ev->events = wanted;
	ev->armed = true;
	ev->host_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	ev->stop_fd = lkl_sys_eventfd2(0, 0);
	ret = start(ev);
	if (ret < 0)
		lkl__event_free(ev);
	else
		*event = ev;
	return ret;
}

void lkl__event_rearm(struct lkl__event *ev)
{
	eventfd_t count;

	eventfd_read(ev->host_fd, &count);
	pthread_mutex_lock(&ev->lock);
	ev->armed = true;
	pthread_cond_broadcast(&ev->changed);
	pthread_mutex_unlock(&ev->lock);
}

static void stop(struct lkl__event *ev)
{
	uint64_t one = 1;

	pthread_mutex_lock(&ev->lock);
	ev->stop = true;
	pthread_cond_broadcast(&ev->changed);
	pthread_mutex_unlock(&ev->lock);
	lkl_sys_write(ev->stop_fd, (char *)&one, sizeof(one));
	lkl__posix_thread_join(ev->thread);
}

void lkl__event_free(struct lkl__event *ev)
{
	if (ev->thread)
		stop(ev);
	if (ev->host_fd >= 0)
		close(ev->host_fd);
	if (ev->stop_fd >= 0)
		lkl_sys_close(ev->stop_fd);
	pthread_cond_destroy(&ev->changed);
	pthread_mutex_destroy(&ev->lock);
	free(ev);
}
