// SPDX-License-Identifier: GPL-2.0
/*
 * Which thread sends the frames of a queue.
 *
 * A thread that sends a few frames writes them itself, if that does not block:
 * to wake another takes longer. A stream is left to a worker, so that the
 * thread makes frames while others are written. The worker waits a moment for
 * more before it sleeps, and is not notified meanwhile.
 */
#include <sched.h>

#include "dev/virtio/virtio_net.h"
#include "host/posix/posix.h"

/* How long a worker waits for more of a stream. */
#define STAY_NS		20000U

/*
 * Between enter and leave, on a worker. The thread that makes the frames may
 * need this processor.
 */
static bool stay(struct lkl__vq *vq)
{
	uint64_t until_ns = lkl__posix_time_ns() + STAY_NS;

	do {
		if (lkl__vq_pending(vq))
			return true;
		sched_yield();
	} while (lkl__posix_time_ns() < until_ns);
	return false;
}

/*
 * Work of a back end that does not block is quick, but for the time of a
 * stream, when it is for workers.
 */
bool lkl__virtio_net_leave(struct lkl__virtio_net *vnet, unsigned int pair,
			   struct lkl__work *work)
{
	bool runs;

	if (!vnet->net->quick)
		return false;
	runs = lkl__net_stream_runs(&vnet->tx[pair].stream);
	if (!runs || !work->quick ||
	    __atomic_load_n(&vnet->attended, __ATOMIC_ACQUIRE))
		return false;
	work->quick = false;
	return true;
}

bool lkl__virtio_net_follow(struct lkl__virtio_net *vnet, unsigned int pair,
			    struct lkl__virtio_queue *q)
{
	struct lkl__work *work = &q->lanes[0].work;

	if (work->quick || !vnet->net->quick)
		return false;
	work->quick = !vnet->tx[pair].stream.runs || !stay(&q->vq);
	return !work->quick;
}

bool lkl__virtio_net_sends_bulk(const struct lkl__virtio_net *vnet)
{
	uint32_t nr = __atomic_load_n(&vnet->nr_active, __ATOMIC_ACQUIRE), i;

	for (i = 0; i < nr; i++) {
		if (lkl__net_stream_is_bulk(&vnet->tx[i].stream))
			return true;
	}
	return false;
}
