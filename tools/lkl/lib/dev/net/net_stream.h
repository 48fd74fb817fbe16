/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A back end of streams of bytes: what its two directions share.
 */
#ifndef _LKL_DEV_NET_STREAM_H
#define _LKL_DEV_NET_STREAM_H

#include "dev/net/net_fd.h"

/** define LKL__STREAM_LENGTH - bytes of the length before each frame */
#define LKL__STREAM_LENGTH	4U

/** define LKL__STREAM_IN - bytes that are read at a time */
#define LKL__STREAM_IN		(256U * 1024)

/** struct lkl__stream - the back end */
struct lkl__stream {
	/** @fds: comes first */
	struct lkl__net_fd fds;
	/* private: what was read: in[in_start] up to in[in_end] */
	size_t in_start, in_end;
	/* The rest of a frame of which a part was sent. */
	size_t out_start, out_end;
	char *out;
	char in[LKL__STREAM_IN];
};

/** lkl__stream_send() - the send operation */
int lkl__stream_send(struct lkl__net *net, unsigned int queue,
		     struct lkl__net_frame *frames, unsigned int nr);

/** lkl__stream_length() - the length at the start of a frame */
static inline size_t lkl__stream_length(const char *at)
{
	const unsigned char *p = (const unsigned char *)at;

	return (size_t)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

#endif
