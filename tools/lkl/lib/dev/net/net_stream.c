// SPDX-License-Identifier: GPL-2.0
/*
 * Frames through streams of bytes, each with its length before it: the
 * protocol of qemu's stream sockets and of passt.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "dev/disk/blk_io.h"
#include "dev/net/net_fd.h"
#include "host/tsan.h"

#define LENGTH_BYTES	4U
#define IN_BYTES	(256U * 1024)
/* Frames, and parts of them, that are sent by one call. */
#define FRAMES_MAX	32U
#define PARTS_MAX	512U
#define SMALL_BATCH	16

struct stream {
	struct lkl__net_fd fds;
	/* What was read: in[start] up to in[end]. */
	size_t in_start, in_end;
	/* The rest of a frame of which a part was sent. */
	size_t out_start, out_end;
	char *out;
	char in[IN_BYTES];
};

static struct stream *to_stream(struct lkl__net *net)
{
	_Static_assert(offsetof(struct stream, fds.net) == 0, "comes first");
	return (struct stream *)net;
}

static size_t get_length(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;

	return (size_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static void put_length(char *at, size_t length)
{
	at[0] = length >> 24;
	at[1] = length >> 16;
	at[2] = length >> 8;
	at[3] = length;
}

/* Return: 1 if a frame was taken from what was read, 0, or -EPROTO. */
static int take_frame(struct stream *s, struct lkl__net_frame *frame)
{
	size_t there = s->in_end - s->in_start, length;

	if (there < LENGTH_BYTES)
		return 0;
	length = get_length(s->in + s->in_start);
	if (!length || length > s->fds.net.max_frame - LKL__NET_HDR)
		return -EPROTO;
	if (there < LENGTH_BYTES + length)
		return 0;
	frame->bytes = length;
	lkl__iov_put(&frame->iov, &frame->nr,
		     s->in + s->in_start + LENGTH_BYTES, length);
	s->in_start += LENGTH_BYTES + length;
	return 1;
}

/* Return: 0 or -errno. */
static int read_more(struct stream *s)
{
	ssize_t got;

	memmove(s->in, s->in + s->in_start, s->in_end - s->in_start);
	s->in_end -= s->in_start;
	s->in_start = 0;
	do {
		got = read(s->fds.rx[0], s->in + s->in_end,
			   IN_BYTES - s->in_end);
	} while (got < 0 && errno == EINTR);
	if (got <= 0)
		return got ? -errno : -EPIPE;
	s->in_end += got;
	return 0;
}

static int stream_receive(struct lkl__net *net, unsigned int queue,
			  struct lkl__net_frame *frames, unsigned int nr)
{
	struct stream *s = to_stream(net);
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

/*
 * A pipe that nobody reads raises a signal, which is blocked here, and would
 * end the program later.
 */
static void take_sigpipe(void)
{
	static const struct timespec now;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGPIPE);
	sigtimedwait(&set, NULL, &now);
}

/* Return: bytes written or -errno. */
static ssize_t write_some(int fd, struct iovec *iov, int nr)
{
	struct msghdr msg = { .msg_iov = iov, .msg_iovlen = nr };
	ssize_t sent;

	/* buffers of frames are the kernel's */
	lkl__tsan_ignore_begin();
	do {
		sent = sendmsg(fd, &msg, MSG_DONTWAIT | MSG_NOSIGNAL);
		if (sent < 0 && errno == ENOTSOCK) {
			sent = writev(fd, iov, nr);
			if (sent < 0 && errno == EPIPE)
				take_sigpipe();
		}
	} while (sent < 0 && errno == EINTR);
	lkl__tsan_ignore_end();
	return sent < 0 ? -errno : sent;
}

/* Return: 0 if nothing of an earlier frame is left, or -errno. */
static int send_rest(struct stream *s)
{
	struct iovec iov;
	ssize_t sent;

	while (s->out_start < s->out_end) {
		iov.iov_base = s->out + s->out_start;
		iov.iov_len = s->out_end - s->out_start;
		sent = write_some(s->fds.tx[0], &iov, 1);
		if (sent < 0)
			return sent;
		s->out_start += sent;
	}
	return 0;
}

/* Of a frame, without what was sent: it must get out before all others. */
static void keep_rest(struct stream *s, char *length,
		      struct lkl__net_frame *frame, size_t sent)
{
	size_t bytes = lkl__iov_bytes(frame->iov, frame->nr);

	memcpy(s->out, length, LENGTH_BYTES);
	lkl__iov_take(&frame->iov, &frame->nr, s->out + LENGTH_BYTES, bytes);
	s->out_start = sent;
	s->out_end = LENGTH_BYTES + bytes;
}

static int stream_send(struct lkl__net *net, unsigned int queue,
		       struct lkl__net_frame *frames, unsigned int nr)
{
	char lengths[FRAMES_MAX][LENGTH_BYTES];
	struct stream *s = to_stream(net);
	struct iovec iov[PARTS_MAX];
	unsigned int i, parts = 0;
	ssize_t sent = send_rest(s);
	size_t bytes;

	(void)queue;
	if (sent < 0)
		return sent;
	for (i = 0; i < nr && i < FRAMES_MAX &&
	     parts + 1 + frames[i].nr <= PARTS_MAX; i++) {
		put_length(lengths[i], lkl__iov_bytes(frames[i].iov,
						      frames[i].nr));
		iov[parts].iov_base = lengths[i];
		iov[parts++].iov_len = LENGTH_BYTES;
		memcpy(&iov[parts], frames[i].iov,
		       frames[i].nr * sizeof(*iov));
		parts += frames[i].nr;
	}
	sent = write_some(s->fds.tx[0], iov, parts);
	if (sent < 0)
		return sent;
	for (i = 0; sent > 0; i++) {
		bytes = LENGTH_BYTES + get_length(lengths[i]);
		if ((size_t)sent < bytes)
			keep_rest(s, lengths[i], &frames[i], sent);
		sent -= (size_t)sent < bytes ? (size_t)sent : bytes;
	}
	return i;
}

static void stream_close(struct lkl__net *net)
{
	free(to_stream(net)->out);
	lkl__net_fd_close(net);
}

static const struct lkl__net_ops stream_ops = {
	.send = stream_send,
	.receive = stream_receive,
	.wait = lkl__net_fd_wait,
	.close = stream_close,
};

int lkl__net_open_stream(int rx, int tx, bool vnet_hdr, bool own,
			 struct lkl__net **net)
{
	struct stream *s;
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
	s->out = malloc(s->fds.net.max_frame + LENGTH_BYTES);
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
