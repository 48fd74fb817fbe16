// SPDX-License-Identifier: GPL-2.0
/*
 * Waiting for the descriptors that drivers watch, on a thread of its own.
 */
#include <errno.h>
#include <poll.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <asm/entry.h>

#include "host/posix/cancel.h"
#include "um/um.h"

/* All the watched ones at once, and two ways to be told something. */
static struct {
	int epoll;
	int stop;
	int seen;
} fds = { -1, -1, -1 };

static void tell(int fd)
{
	static const unsigned long long one = 1;
	int saved_errno = errno, cancel = lkl__cancel_disable();

	/* An eventfd takes what it is given until it has 2^64 of it. */
	while (write(fd, &one, sizeof(one)) < 0 && errno == EINTR)
		;
	lkl__cancel_restore(cancel);
	errno = saved_errno;
}

/* Returns 1 if it is @fd that is ready, 0 to stop. */
static int wait_for(int fd)
{
	struct pollfd p[] = {
		{ .fd = fds.stop, .events = POLLIN },
		{ .fd = fd, .events = POLLIN },
	};

	do {
		p[0].revents = 0;
		p[1].revents = 0;
		poll(p, 2, -1);
	} while (!p[0].revents && !p[1].revents);
	return !p[0].revents;
}

int lkl_um_epoll_ctl(int epoll, int op, int fd, struct epoll_event *event)
{
	int saved_errno = errno;

	if (!epoll_ctl(epoll, op, fd, event))
		return 0;
	if (errno != EPERM)
		return -1;
	errno = saved_errno;
	return 0;
}

void lkl_um_poll_run(void *irq)
{
	unsigned long long times;

	while (wait_for(fds.epoll)) {
		lkl_trigger_irq((int)(long)irq);
		if (!wait_for(fds.seen))
			return;
		if (read(fds.seen, &times, sizeof(times)) < 0)
			return;
	}
}

int lkl_um_poll_start(void)
{
	int saved_errno = errno;
	int err = 0;

	fds.epoll = os_setup_epoll();
	fds.stop = eventfd(0, EFD_CLOEXEC);
	fds.seen = eventfd(0, EFD_CLOEXEC);
	if (fds.epoll < 0 || fds.stop < 0 || fds.seen < 0) {
		err = -errno;
		lkl_um_poll_free();
	}
	errno = saved_errno;
	return err;
}

void lkl_um_poll_seen(void)
{
	tell(fds.seen);
}

void lkl_um_poll_stop(void)
{
	tell(fds.stop);
}

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void lkl_um_poll_free(void)
{
	int saved_errno = errno, cancel = lkl__cancel_disable();

	close_fd(&fds.epoll);
	close_fd(&fds.stop);
	close_fd(&fds.seen);
	lkl__cancel_restore(cancel);
	errno = saved_errno;
}
