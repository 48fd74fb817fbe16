// SPDX-License-Identifier: GPL-2.0
/*
 * libslirp as the other end of an interface: connections from inside become
 * sockets of the program on the host, which needs no rights.
 *
 * libslirp is for one thread at a time. The one that sends and the one that
 * waits take turns by a lock, which is not held while waiting.
 */
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "dev/disk/blk_io.h"
#include "dev/net/net_fd.h"
#include "dev/net/net_slirp.h"

#define FDS_MAX		1024
#define TIMERS_MAX	4
/* Frames that wait for the kernel; more are lost, as on a wire. */
#define FRAMES_MAX	1024
#define FRAME_BYTES	65550
#define LONG_MS		1000000U

struct timer {
	SlirpTimerCb fn;
	void *arg;
	int64_t due_ms;
	bool armed;
};

struct frame {
	struct frame *next;
	size_t bytes;
	char data[];
};

struct net_slirp {
	struct lkl__net net;
	struct lkl__slirp_calls calls;
	Slirp *slirp;
	/* Written when there is something new for the thread that waits. */
	int event_fd;
	/* Protects libslirp and what follows. */
	pthread_mutex_t lock;
	struct frame *first, **last;
	unsigned int nr_frames;
	struct timer timers[TIMERS_MAX];
	unsigned int nr_timers;
	struct pollfd fds[FDS_MAX];
	unsigned int nr_fds;
	char data[FRAME_BYTES];
};

static struct net_slirp *to_slirp(struct lkl__net *net)
{
	_Static_assert(offsetof(struct net_slirp, net) == 0, "comes first");
	return (struct net_slirp *)net;
}

/* What libslirp calls, under the lock. */
static ssize_t take_packet(const void *data, size_t bytes, void *arg)
{
	struct net_slirp *s = arg;
	struct frame *frame;

	if (s->nr_frames == FRAMES_MAX)
		return bytes;
	frame = malloc(sizeof(*frame) + bytes);
	if (!frame)
		return bytes;
	frame->next = NULL;
	frame->bytes = bytes;
	memcpy(frame->data, data, bytes);
	*s->last = frame;
	s->last = &frame->next;
	s->nr_frames++;
	return bytes;
}

static void take_error(const char *text, void *arg)
{
	(void)text;
	(void)arg;
}

static int64_t now_ns(void *arg)
{
	struct timespec ts;

	(void)arg;
	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000000000LL + ts.tv_nsec;
}

static int64_t now_ms(void)
{
	return now_ns(NULL) / 1000000;
}

static void *new_timer(SlirpTimerCb fn, void *fn_arg, void *arg)
{
	struct net_slirp *s = arg;
	struct timer *timer;

	if (s->nr_timers == TIMERS_MAX)
		return NULL;
	timer = &s->timers[s->nr_timers++];
	timer->fn = fn;
	timer->arg = fn_arg;
	return timer;
}

static void free_timer(void *timer, void *arg)
{
	(void)arg;
	if (timer)
		((struct timer *)timer)->armed = false;
}

static void set_timer(void *arg, int64_t due_ms, void *unused)
{
	struct timer *timer = arg;

	(void)unused;
	if (!timer)
		return;
	timer->due_ms = due_ms;
	timer->armed = true;
}

static void note_fd(int fd, void *arg)
{
	(void)fd;
	(void)arg;
}

static void notify(void *arg)
{
	eventfd_write(((struct net_slirp *)arg)->event_fd, 1);
}

static const SlirpCb callbacks = {
	.send_packet = take_packet,
	.guest_error = take_error,
	.clock_get_ns = now_ns,
	.timer_new = new_timer,
	.timer_free = free_timer,
	.timer_mod = set_timer,
	.register_poll_fd = note_fd,
	.unregister_poll_fd = note_fd,
	.notify = notify,
};

static int add_poll(int fd, int events, void *arg)
{
	struct net_slirp *s = arg;
	struct pollfd *pfd = &s->fds[s->nr_fds];

	if (s->nr_fds == FDS_MAX)
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
	struct net_slirp *s = arg;
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

static uint32_t until_timers(struct net_slirp *s, uint32_t ms)
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

static void run_timers(struct net_slirp *s)
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

static int slirp_wait(struct lkl__net *net, int wake_fd,
		      const struct lkl__net_ready *want,
		      struct lkl__net_ready *ready)
{
	struct net_slirp *s = to_slirp(net);
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

static int slirp_send(struct lkl__net *net, unsigned int queue,
		      struct lkl__net_frame *frames, unsigned int nr)
{
	struct net_slirp *s = to_slirp(net);
	unsigned int i;
	size_t bytes;

	(void)queue;
	pthread_mutex_lock(&s->lock);
	for (i = 0; i < nr; i++) {
		bytes = lkl__iov_take(&frames[i].iov, &frames[i].nr, s->data,
				      sizeof(s->data));
		s->calls.input(s->slirp, (uint8_t *)s->data, bytes);
	}
	pthread_mutex_unlock(&s->lock);
	/* There may be sockets to wait for, and answers. */
	notify(s);
	return nr;
}

static int slirp_receive(struct lkl__net *net, unsigned int queue,
			 struct lkl__net_frame *frames, unsigned int nr)
{
	struct net_slirp *s = to_slirp(net);
	struct frame *frame;
	unsigned int i;

	(void)queue;
	pthread_mutex_lock(&s->lock);
	for (i = 0; i < nr && s->first; i++) {
		frame = s->first;
		s->first = frame->next;
		if (!s->first)
			s->last = &s->first;
		s->nr_frames--;
		frames[i].bytes = lkl__iov_put(&frames[i].iov, &frames[i].nr,
					       frame->data, frame->bytes);
		free(frame);
	}
	pthread_mutex_unlock(&s->lock);
	return i ? (int)i : -EAGAIN;
}

static void slirp_close(struct lkl__net *net)
{
	struct net_slirp *s = to_slirp(net);
	struct frame *frame;

	if (s->slirp)
		s->calls.cleanup(s->slirp);
	while ((frame = s->first)) {
		s->first = frame->next;
		free(frame);
	}
	close(s->event_fd);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

static const struct lkl__net_ops slirp_ops = {
	.send = slirp_send,
	.receive = slirp_receive,
	.wait = slirp_wait,
	.close = slirp_close,
};

/* The addresses that users of libslirp know from elsewhere. */
static void fill_config(SlirpConfig *config)
{
	config->version = 1;
	config->in_enabled = true;
	inet_aton("10.0.2.0", &config->vnetwork);
	inet_aton("255.255.255.0", &config->vnetmask);
	inet_aton("10.0.2.2", &config->vhost);
	inet_aton("10.0.2.15", &config->vdhcp_start);
	inet_aton("10.0.2.3", &config->vnameserver);
	config->in6_enabled = true;
	inet_pton(AF_INET6, "fec0::", &config->vprefix_addr6);
	config->vprefix_len = 64;
	inet_pton(AF_INET6, "fec0::2", &config->vhost6);
	inet_pton(AF_INET6, "fec0::3", &config->vnameserver6);
}

int lkl__net_open_slirp(const char *forward, struct lkl__net **net)
{
	SlirpConfig config = { 0 };
	struct net_slirp *s;
	int err;

	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	lkl__net_init(&s->net, &slirp_ops, 0);
	s->net.quick = false;
	s->last = &s->first;
	pthread_mutex_init(&s->lock, NULL);
	s->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	err = s->event_fd < 0 ? -errno : lkl__slirp_load(&s->calls);
	if (err)
		goto close;
	fill_config(&config);
	s->slirp = s->calls.new(&config, &callbacks, s);
	if (!s->slirp)
		err = -ENOMEM;
	else if (forward)
		err = lkl__slirp_forward(&s->calls, s->slirp, forward);
	if (err)
		goto close;
	*net = &s->net;
	return 0;

close:
	slirp_close(&s->net);
	return err;
}
