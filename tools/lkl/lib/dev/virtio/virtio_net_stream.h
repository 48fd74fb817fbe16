/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether a queue carries a stream: many frames, or bytes, in a short time.
 */
#ifndef _LKL_DEV_VIRTIO_NET_STREAM_H
#define _LKL_DEV_VIRTIO_NET_STREAM_H

#include <stdbool.h>
#include <stdint.h>

/**
 * struct lkl__net_stream - what a queue carried lately
 *
 * Used by whoever runs the queue. All zero is a queue that carried nothing.
 */
struct lkl__net_stream {
	/* private: the window that is being measured, and how the last was */
	uint64_t since_ns;
	uint64_t bytes;
	unsigned int frames;
	unsigned int sleeps;
	bool runs;
	bool bulk;
};

/** lkl__net_stream_add() - count a frame of @bytes */
static inline void lkl__net_stream_add(struct lkl__net_stream *stream,
				       uint64_t bytes)
{
	stream->bytes += bytes;
	stream->frames++;
}

/** lkl__net_stream_runs() - whether it was a stream until a moment ago */
bool lkl__net_stream_runs(struct lkl__net_stream *stream);

/**
 * lkl__net_stream_is_bulk() - whether it was one of large frames
 *
 * Context: any thread.
 */
bool lkl__net_stream_is_bulk(const struct lkl__net_stream *stream);

#endif
