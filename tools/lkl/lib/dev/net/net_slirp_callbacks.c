// SPDX-License-Identifier: GPL-2.0
/*
 * What libslirp calls: frames for the kernel, timers, and the time.
 */
#include <stdlib.h>
#include <string.h>

#include "dev/net/net_slirp.h"
#include "host/posix/posix.h"

/* Frames that wait for the kernel; more are lost, as on a wire. */
#define FRAMES_MAX	1024

static ssize_t take_packet(const void *data, size_t bytes, void *arg)
{
	struct lkl__net_slirp *s = arg;
	struct lkl__slirp_frame *frame;

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
	(void)arg;
	return lkl__posix_time_ns();
}

static void *new_timer(SlirpTimerCb fn, void *fn_arg, void *arg)
{
	struct lkl__net_slirp *s = arg;
	struct lkl__slirp_timer *timer;

	if (s->nr_timers == LKL__SLIRP_TIMERS)
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
		((struct lkl__slirp_timer *)timer)->armed = false;
}

static void set_timer(void *arg, int64_t due_ms, void *unused)
{
	struct lkl__slirp_timer *timer = arg;

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
	struct lkl__net_slirp *s = arg;

	lkl__posix_event_raise(s->event_fd);
}

const SlirpCb lkl__slirp_callbacks = {
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
