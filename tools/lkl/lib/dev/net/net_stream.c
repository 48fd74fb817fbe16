// SPDX-License-Identifier: GPL-2.0
/*
 * Frames through streams of bytes, each with its length before it: the
 * protocol of qemu's stream sockets and of passt.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dev/disk/blk_io.h"
#include "dev/net/net_stream.h"

#define SMALL_BATCH	16

static struct lkl__stream *to_stream(struct lkl__net *net)
{
	_Static_assert(offsetof(struct lkl__stream, fds.net) == 0,
		       "comes first");
	return (struct lkl__stream *)net;
}

/* Return: 1 if a frame was taken from what was read, 0, or -EPROTO. */
static int take_frame(struct lkl__stream *s, struct lkl__net_frame *frame)
{
	size_t there = s->in_end - s->in_start, length;

	if (there < LKL__STREAM_LENGTH)
		return 0;
	length = lkl__stream_length(s->in + s->in_start);
	if (!length || length > s->fds.net.max_frame - LKL__NET_HDR)
		return -EPROTO;
	if (there < LKL__STREAM_LENGTH + length)
		return 0;
	frame->bytes = length;
	lkl__iov_put(&frame->iov, &frame->nr,
		     s->in + s->in_start + LKL__STREAM_LENGTH, length);
	s->in_start += LKL__STREAM_LENGTH + length;
	return 1;
}

/* Return: 0 or -errno. */
static int read_more(struct lkl__stream *s)
{
	ssize_t got;

	memmove(s->in, s->in + s->in_start, s->in_end - s->in_start);
	s->in_end -= s->in_start;
	s->in_start = 0;
	do {
		got = read(s->fds.rx[0], s->in + s->in_end,
			   LKL__STREAM_IN - s->in_end);
	} while (got < 0 && errno == EINTR);
	if (got <= 0)
		return got ? -errno : -EPIPE;
	s->in_end += got;
	return 0;
}

static int stream_receive(struct lkl__net *net, unsigned int queue,
			  struct lkl__net_frame *frames, unsigned int nr)
{
	struct lkl__stream *s = to_stream(net);
	unsigned int i = 0;
	int got;

	(void)queue;
	while (i < nr) {
		got = take_frame(s, &frames[i]);
		if (got > 0) {
			i++;
			continue;
		}
		if (!got && !i)
			got = read_more(s);
		else if (i)
			break;
		if (got < 0)
			return got;
	}
	return i;
}

static void stream_close(struct lkl__net *net)
{
	free(to_stream(net)->out);
	lkl__net_fd_close(net);
}

static const struct lkl__net_ops stream_ops = {
	.send = lkl__stream_send,
	.receive = stream_receive,
	.wait = lkl__net_fd_wait,
	.abandon = lkl__net_fd_abandon,
	.close = stream_close,
};

int lkl__net_open_stream(int rx, int tx, bool vnet_hdr, bool own,
			 struct lkl__net **net)
{
	struct lkl__stream *s;
	int err = lkl__net_fd_nonblock(rx);

	if (!err)
		err = lkl__net_fd_nonblock(tx);
	if (err)
		return err;
	s = calloc(1, sizeof(*s));
	if (!s)
		return -ENOMEM;
	lkl__net_init(&s->fds.net, &stream_ops,
		      vnet_hdr ? LKL__NET_OFFLOADS : 0);
	s->out = malloc(s->fds.net.max_frame + LKL__STREAM_LENGTH);
	if (!s->out) {
		free(s);
		return -ENOMEM;
	}
	if (!vnet_hdr)
		s->fds.net.batch = SMALL_BATCH;
	s->fds.rx[0] = rx;
	s->fds.tx[0] = tx;
	s->fds.own = own;
	*net = &s->fds.net;
	return 0;
}
