// SPDX-License-Identifier: GPL-2.0
/*
 * Waiting for libslirp: for its sockets, its timers, and frames.
 */
#include <sys/eventfd.h>

#include "dev/net/net_slirp.h"
#include "host/posix/posix.h"

/* Timers that are not armed let the thread sleep for so long. */
#define LONG_MS		1000000U

static int64_t now_ms(void)
{
	return lkl__posix_time_ns() / 1000000;
}

static int add_poll(int fd, int events, void *arg)
{
	struct lkl__net_slirp *s = arg;
	struct pollfd *pfd = &s->fds[s->nr_fds];

	if (s->nr_fds == LKL__SLIRP_FDS)
		return -1;
	pfd->fd = fd;
	pfd->revents = 0;
	pfd->events = (events & SLIRP_POLL_IN ? POLLIN : 0) |
		      (events & SLIRP_POLL_OUT ? POLLOUT : 0) |
		      (events & SLIRP_POLL_PRI ? POLLPRI : 0);
	return s->nr_fds++;
}

static int get_revents(int index, void *arg)
{
	struct lkl__net_slirp *s = arg;
	int revents;

	if (index < 0)
		return 0;
	revents = s->fds[index].revents;
	return (revents & POLLIN ? SLIRP_POLL_IN : 0) |
	       (revents & POLLOUT ? SLIRP_POLL_OUT : 0) |
	       (revents & POLLPRI ? SLIRP_POLL_PRI : 0) |
	       (revents & POLLERR ? SLIRP_POLL_ERR : 0) |
	       (revents & POLLHUP ? SLIRP_POLL_HUP : 0);
}

static uint32_t until_timers(struct lkl__net_slirp *s, uint32_t ms)
{
	int64_t now = now_ms(), left;
	unsigned int i;

	for (i = 0; i < s->nr_timers; i++) {
		if (!s->timers[i].armed)
			continue;
		left = s->timers[i].due_ms - now;
		left = left < 0 ? 0 : left;
		ms = left < ms ? left : ms;
	}
	return ms;
}

static void run_timers(struct lkl__net_slirp *s)
{
	int64_t now = now_ms();
	unsigned int i;

	for (i = 0; i < s->nr_timers; i++) {
		if (!s->timers[i].armed || s->timers[i].due_ms > now)
			continue;
		s->timers[i].armed = false;
		s->timers[i].fn(s->timers[i].arg);
	}
}

int lkl__slirp_wait(struct lkl__net *net, int wake_fd,
		    const struct lkl__net_ready *want,
		    struct lkl__net_ready *ready)
{
	struct lkl__net_slirp *s = (struct lkl__net_slirp *)net;
	uint32_t ms = LONG_MS;
	eventfd_t count;
	int nr;

	(void)want;
	pthread_mutex_lock(&s->lock);
	s->nr_fds = 0;
	add_poll(wake_fd, SLIRP_POLL_IN, s);
	add_poll(s->event_fd, SLIRP_POLL_IN, s);
	s->calls.pollfds_fill(s->slirp, &ms, add_poll, s);
	ms = s->nr_frames ? 0 : until_timers(s, ms);
	pthread_mutex_unlock(&s->lock);

	nr = poll(s->fds, s->nr_fds, ms);

	pthread_mutex_lock(&s->lock);
	if (s->fds[1].revents)
		eventfd_read(s->event_fd, &count);
	s->calls.pollfds_poll(s->slirp, nr < 0, get_revents, s);
	run_timers(s);
	ready->rx = s->nr_frames != 0;
	pthread_mutex_unlock(&s->lock);
	return 0;
}
