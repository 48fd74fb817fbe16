// SPDX-License-Identifier: GPL-2.0
/*
 * Streams are told from conversations by what comes in a window of time.
 */
#include "dev/virtio/virtio_net_stream.h"

#include "host/posix/posix.h"
#include "host/posix/sleep.h"

#define WINDOW_NS	250000U

/* So many frames, or bytes, are one, unless the program waits for answers. */
#define FRAMES		16U
#define BYTES		(1U << 18)
#define FRAMES_A_SLEEP	3U

bool lkl__net_stream_runs(struct lkl__net_stream *stream)
{
	uint64_t now_ns = lkl__posix_time_ns();
	uint64_t ns = now_ns - stream->since_ns;
	unsigned int sleeps;

	if (ns < WINDOW_NS)
		return stream->runs;
	sleeps = lkl__posix_nr_sleeps();
	stream->runs = ns < 2 * WINDOW_NS &&
		       (stream->bytes >= BYTES ||
			(stream->frames >= FRAMES &&
			 stream->frames / FRAMES_A_SLEEP >=
			 sleeps - stream->sleeps));
	stream->since_ns = now_ns;
	stream->sleeps = sleeps;
	stream->frames = 0;
	stream->bytes = 0;
	return stream->runs;
}
