// SPDX-License-Identifier: GPL-2.0
/*
 * Reading ahead from a file of the host, in place of the host's own way.
 *
 * What the host reads ahead by itself it keeps in pieces of up to 2 MiB. When a
 * block of such a piece is written, ext4 of the host goes through all blocks of
 * the piece: 60 us for a write that takes 2. What it is told to read ahead, and
 * what it reads if it is told that there is no order in it, it keeps by pages.
 */
#include "dev/disk/blk_ahead.h"

#include <fcntl.h>

#define WINDOW_MIN	(128U << 10)
#define WINDOW_MAX	(4U << 20)
/* Of one call. With some devices the host leaves out what is beyond that. */
#define CALL_BYTES	(128U << 10)
/* Readers leave out what they have in memory. */
#define GAP_MAX		(64U << 10)

void lkl__ahead_init(struct lkl__ahead *ahead, int fd)
{
	ahead->fd = fd;
	pthread_mutex_init(&ahead->lock, NULL);
	posix_fadvise(fd, 0, 0, POSIX_FADV_RANDOM);
}

void lkl__ahead_exit(struct lkl__ahead *ahead)
{
	posix_fadvise(ahead->fd, 0, 0, POSIX_FADV_NORMAL);
	pthread_mutex_destroy(&ahead->lock);
}

/* Return: the stream that goes on at @offset, or a new one. */
static struct lkl__ahead_stream *find(struct lkl__ahead *ahead, uint64_t offset)
{
	struct lkl__ahead_stream *s, *oldest = ahead->streams;

	for (s = ahead->streams; s < ahead->streams + LKL__AHEAD_STREAMS; s++) {
		if (s->used && offset - s->next <= GAP_MAX)
			return s;
		if (s->used < oldest->used)
			oldest = s;
	}
	oldest->used = 0;
	oldest->window = 0;
	return oldest;
}

static uint64_t next_window(uint64_t window, uint64_t bytes)
{
	window *= 2;
	if (window < 2 * bytes)
		window = 2 * bytes;
	if (window < WINDOW_MIN)
		window = WINDOW_MIN;
	return window < WINDOW_MAX ? window : WINDOW_MAX;
}

/* Return: up to where to read from *@from; not more than that if nothing. */
static uint64_t plan(struct lkl__ahead_stream *s, uint64_t offset,
		     uint64_t bytes, bool cached, uint64_t *from)
{
	uint64_t end = offset + bytes;
	bool is_new = !s->used;

	s->next = end;
	if (is_new || (cached && !s->window)) {
		s->ahead = end;
		return 0;
	}
	if (s->ahead < end)
		s->ahead = cached ? end : offset;
	*from = s->ahead;
	if (s->ahead > end + s->window / 2)
		return 0;
	s->window = next_window(s->window, bytes);
	s->ahead = end + s->window;
	return s->ahead;
}

void lkl__ahead_note(struct lkl__ahead *ahead, uint64_t offset, uint64_t bytes,
		     bool cached)
{
	struct lkl__ahead_stream *s;
	uint64_t from = 0, to;

	pthread_mutex_lock(&ahead->lock);
	s = find(ahead, offset);
	to = plan(s, offset, bytes, cached, &from);
	s->used = ++ahead->now;
	pthread_mutex_unlock(&ahead->lock);
	for (; from < to; from += CALL_BYTES)
		posix_fadvise(ahead->fd, from,
			      to - from < CALL_BYTES ? to - from : CALL_BYTES,
			      POSIX_FADV_WILLNEED);
}
