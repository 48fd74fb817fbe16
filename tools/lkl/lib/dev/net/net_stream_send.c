// SPDX-License-Identifier: GPL-2.0
/*
 * Frames to a stream of bytes, many by one call; what is left of one that went
 * in part is kept.
 */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "dev/disk/blk_io.h"
#include "dev/net/net_stream.h"
#include "host/tsan.h"

/* Frames, and parts of them, that are sent by one call. */
#define FRAMES_MAX	32U
#define PARTS_MAX	512U

static void put_length(char *at, size_t length)
{
	at[0] = length >> 24;
	at[1] = length >> 16;
	at[2] = length >> 8;
	at[3] = length;
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
static int send_rest(struct lkl__stream *s)
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
static void keep_rest(struct lkl__stream *s, char *length,
		      struct lkl__net_frame *frame, size_t sent)
{
	size_t bytes = lkl__iov_bytes(frame->iov, frame->nr);

	memcpy(s->out, length, LKL__STREAM_LENGTH);
	lkl__iov_take(&frame->iov, &frame->nr, s->out + LKL__STREAM_LENGTH,
		      bytes);
	s->out_start = sent;
	s->out_end = LKL__STREAM_LENGTH + bytes;
}

int lkl__stream_send(struct lkl__net *net, unsigned int queue,
		     struct lkl__net_frame *frames, unsigned int nr)
{
	char lengths[FRAMES_MAX][LKL__STREAM_LENGTH];
	struct lkl__stream *s = (struct lkl__stream *)net;
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
		iov[parts++].iov_len = LKL__STREAM_LENGTH;
		memcpy(&iov[parts], frames[i].iov,
		       frames[i].nr * sizeof(*iov));
		parts += frames[i].nr;
	}
	sent = write_some(s->fds.tx[0], iov, parts);
	if (sent < 0)
		return sent;
	for (i = 0; sent > 0; i++) {
		bytes = LKL__STREAM_LENGTH + lkl__stream_length(lengths[i]);
		if ((size_t)sent < bytes)
			keep_rest(s, lengths[i], &frames[i], sent);
		sent -= (size_t)sent < bytes ? (size_t)sent : bytes;
	}
	return i;
}
