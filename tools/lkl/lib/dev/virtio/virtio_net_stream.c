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

/* Frames of a bulk are larger than those of any wire: the host cuts them. */
#define BULK_BYTES	8192U

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
	__atomic_store_n(&stream->bulk, stream->runs &&
			 stream->bytes / BULK_BYTES >= stream->frames,
			 __ATOMIC_RELAXED);
	__atomic_store_n(&stream->since_ns, now_ns, __ATOMIC_RELAXED);
	stream->sleeps = sleeps;
	stream->frames = 0;
	stream->bytes = 0;
	return stream->runs;
}

bool lkl__net_stream_is_bulk(const struct lkl__net_stream *stream)
{
	return __atomic_load_n(&stream->bulk, __ATOMIC_RELAXED) &&
	       lkl__posix_time_ns() -
	       __atomic_load_n(&stream->since_ns, __ATOMIC_RELAXED) <
	       2 * WINDOW_NS;
}
