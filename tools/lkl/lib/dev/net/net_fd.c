// SPDX-License-Identifier: GPL-2.0
/*
 * Frames through descriptors of which each read and each write is one frame.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "dev/net/net_fd.h"
#include "host/tsan.h"

static struct lkl__net_fd *to_fd(struct lkl__net *net)
{
	_Static_assert(offsetof(struct lkl__net_fd, net) == 0, "comes first");
	return (struct lkl__net_fd *)net;
}

/* Errors of one frame, or of an interface that is down at the moment. */
static bool is_loss(int error)
{
	return error != EBADF && error != EBADFD && error != EPIPE &&
	       error != ENXIO && error != ENODEV;
}

/* Buffers of frames are the kernel's. */
static ssize_t write_frame(int fd, const struct lkl__net_frame *frame)
{
	ssize_t ret;

	lkl__tsan_ignore_begin();
	ret = writev(fd, frame->iov, frame->nr);
	lkl__tsan_ignore_end();
	return ret;
}

static ssize_t read_frame(int fd, const struct lkl__net_frame *frame)
{
	ssize_t ret;

	lkl__tsan_ignore_begin();
	ret = readv(fd, frame->iov, frame->nr);
	lkl__tsan_ignore_end();
	return ret;
}

int lkl__net_fd_send(struct lkl__net *net, unsigned int queue,
		     struct lkl__net_frame *frames, unsigned int nr)
{
	int fd = to_fd(net)->tx[queue];
	unsigned int i = 0;

	while (i < nr) {
		if (write_frame(fd, &frames[i]) >= 0 ||
		    (errno != EAGAIN && errno != EINTR && is_loss(errno)))
			i++;
		else if (errno == EAGAIN)
			return i ? (int)i : -EAGAIN;
		else if (errno != EINTR)
			return -errno;
	}
	return i;
}

int lkl__net_fd_receive(struct lkl__net *net, unsigned int queue,
			struct lkl__net_frame *frames, unsigned int nr)
{
	int fd = to_fd(net)->rx[queue];
	unsigned int i = 0;
	ssize_t bytes;

	while (i < nr) {
		bytes = read_frame(fd, &frames[i]);
		if (bytes > 0)
			frames[i++].bytes = bytes;
		else if (!bytes)
			return i ? (int)i : -EPIPE;
		else if (errno != EINTR)
			return i ? (int)i : -errno;
	}
	return i;
}

static void fill_pollfd(struct pollfd *pfd, int fd, bool wanted, short events)
{
	pfd->fd = wanted ? fd : -1;
	pfd->events = events;
	pfd->revents = 0;
}

int lkl__net_fd_wait(struct lkl__net *net, int wake_fd,
		     const struct lkl__net_ready *want,
		     struct lkl__net_ready *ready)
{
	struct lkl__net_fd *fds = to_fd(net);
	struct pollfd pfd[1 + 2 * LKL__NET_QUEUES];
	unsigned int i, nr = 0;

	fill_pollfd(&pfd[nr++], wake_fd, true, POLLIN);
	for (i = 0; i < net->nr_queues; i++) {
		fill_pollfd(&pfd[nr++], fds->rx[i], want->rx >> i & 1, POLLIN);
		fill_pollfd(&pfd[nr++], fds->tx[i], want->tx >> i & 1,
			    POLLOUT);
	}
	if (poll(pfd, nr, -1) < 0)
		return errno == EINTR ? 0 : -errno;
	for (i = 0; i < net->nr_queues; i++) {
		if (pfd[1 + 2 * i].revents)
			ready->rx |= 1U << i;
		if (pfd[2 + 2 * i].revents)
			ready->tx |= 1U << i;
	}
	return 0;
}

/* Not to be closed a second time: the numbers are soon those of other files. */
void lkl__net_fd_abandon(struct lkl__net *net)
{
	struct lkl__net_fd *fds = to_fd(net);
	unsigned int i;

	for (i = 0; i < net->nr_queues && fds->own; i++) {
		close(fds->rx[i]);
		if (fds->tx[i] != fds->rx[i])
			close(fds->tx[i]);
	}
	fds->own = false;
}

void lkl__net_fd_close(struct lkl__net *net)
{
	lkl__net_fd_abandon(net);
	free(to_fd(net));
}

int lkl__net_fd_nonblock(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK))
		return -errno;
	return 0;
}

int lkl__net_fd_alloc(const struct lkl__net_ops *ops, uint64_t features,
		      int fd, bool own, struct lkl__net_fd **net)
{
	struct lkl__net_fd *fds;
	int err = lkl__net_fd_nonblock(fd);

	if (err)
		return err;
	fds = calloc(1, sizeof(*fds));
	if (!fds)
		return -ENOMEM;
	lkl__net_init(&fds->net, ops, features);
	fds->rx[0] = fd;
	fds->tx[0] = fd;
	fds->own = own;
	*net = fds;
	return 0;
}
