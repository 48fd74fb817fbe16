// SPDX-License-Identifier: GPL-2.0
/*
 * Frames from the kernel to a back end, as many as there are at a time.
 *
 * A thread that sends a few frames writes them itself, if that does not block:
 * to wake another takes longer. A stream is left to a worker, so that the
 * thread makes frames while others are written. The worker waits a moment for
 * more before it sleeps, and is not notified meanwhile.
 */
#include <errno.h>
#include <linux/virtio_mmio.h>
#include <sched.h>
#include <string.h>

#include "dev/disk/blk_io.h"
#include "dev/virtio/virtio_net.h"
#include "host/posix/posix.h"

/* Rounds after which other work gets a turn. */
#define ROUNDS		2

/* How long a worker waits for more of a stream. */
#define STAY_NS		20000U

/* The driver may have started anew since, and then has its buffers back. */
static void forget_old(struct lkl__net_tx *tx,
		       const struct lkl__virtio_queue *q)
{
	if (tx->generation == q->generation)
		return;
	tx->generation = q->generation;
	tx->first = 0;
	tx->nr = 0;
	tx->nr_iov = 0;
}

static int add_frame(struct lkl__net_tx *tx, bool vnet_hdr)
{
	struct lkl__net_frame *frame = &tx->frames[tx->nr];
	struct lkl__vq_chain *chain = &tx->chain;
	size_t bytes = lkl__iov_bytes(chain->iov, chain->nr_out);

	if (chain->nr_in || bytes <= LKL__NET_HDR)
		return -EINVAL;
	lkl__net_stream_add(&tx->stream, bytes);
	frame->iov = tx->iov + tx->nr_iov;
	frame->nr = chain->nr_out;
	memcpy(frame->iov, chain->iov, frame->nr * sizeof(*frame->iov));
	tx->nr_iov += frame->nr;
	if (!vnet_hdr)
		lkl__iov_skip(&frame->iov, &frame->nr, LKL__NET_HDR);
	tx->heads[tx->nr++] = chain->head;
	return 0;
}

/* Take what there is and fits. Return: 0, or -EINVAL for nonsense. */
static int fill(struct lkl__net_tx *tx, struct lkl__vq *vq, bool vnet_hdr)
{
	int got;

	if (tx->first == tx->nr) {
		tx->first = 0;
		tx->nr = 0;
		tx->nr_iov = 0;
	}
	while (tx->nr < LKL__NET_BATCH &&
	       tx->nr_iov <= 2 * LKL__VQ_MAX) {
		got = lkl__vq_pop(vq, &tx->chain);
		if (got > 0)
			got = add_frame(tx, vnet_hdr);
		else if (!got)
			break;
		if (got < 0)
			return got;
	}
	return 0;
}

/* Frames that cannot be sent are lost, as on a wire that was cut. */
static int send_some(struct lkl__virtio_net *vnet, unsigned int pair,
		     struct lkl__net_tx *tx, int *error)
{
	struct lkl__net *net = vnet->net;
	unsigned int nr = tx->nr - tx->first;
	int sent;

	if (lkl__virtio_net_error(vnet))
		return nr;
	sent = net->ops->send(net, pair, tx->frames + tx->first, nr);
	if (sent >= 0 || sent == -EAGAIN)
		return sent;
	*error = sent;
	return nr;
}

static void give_back(struct lkl__net_tx *tx, struct lkl__vq *vq, int nr)
{
	for (; nr > 0; nr--)
		lkl__vq_push(vq, tx->heads[tx->first++], 0);
}

/*
 * Nothing can be sent now. The back end may have found out meanwhile that it
 * can, and said so to a thread that did not know of any wish: try again.
 */
static int send_blocked(struct lkl__virtio_net *vnet, unsigned int pair,
			struct lkl__net_tx *tx, int *error)
{
	int sent;

	__atomic_fetch_or(&vnet->tx_blocked, 1U << pair, __ATOMIC_SEQ_CST);
	vnet->wake(vnet);
	sent = send_some(vnet, pair, tx, error);
	if (sent != -EAGAIN)
		__atomic_fetch_and(&vnet->tx_blocked, ~(1U << pair),
				   __ATOMIC_SEQ_CST);
	return sent;
}

/*
 * Between enter and leave. Whoever @stays needs no notification.
 * Return: whether there is more to do at once.
 */
static int send_queue(struct lkl__virtio_net *vnet, unsigned int pair,
		      struct lkl__virtio_queue *q, bool stays, int *error)
{
	struct lkl__net_tx *tx = &vnet->tx[pair];
	int round, sent;

	forget_old(tx, q);
	lkl__vq_quiet(&q->vq);
	for (round = 0; round < ROUNDS; round++) {
		if (fill(tx, &q->vq, vnet->net->vnet_hdr))
			return -EINVAL;
		if (tx->first == tx->nr &&
		    (stays || !lkl__vq_listen(&q->vq)))
			return stays;
		if (tx->first == tx->nr)
			continue;
		sent = send_some(vnet, pair, tx, error);
		if (sent == -EAGAIN)
			sent = send_blocked(vnet, pair, tx, error);
		if (sent == -EAGAIN)
			return 0;
		give_back(tx, &q->vq, sent);
	}
	return 1;
}

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
 * Called before the queue is run. Work of a back end that does not block is
 * quick, but for the time of a stream, when it is for workers.
 * Return: whether this thread leaves the queue to a worker.
 */
static bool leave_to_worker(struct lkl__virtio_net *vnet, unsigned int pair,
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

/* Between enter and leave. Return: whether the stream goes on. */
static bool follow_stream(struct lkl__virtio_net *vnet, unsigned int pair,
			  struct lkl__virtio_queue *q)
{
	struct lkl__work *work = &q->lanes[0].work;

	if (work->quick || !vnet->net->quick)
		return false;
	work->quick = !vnet->tx[pair].stream.runs || !stay(&q->vq);
	return !work->quick;
}

int lkl__virtio_net_send(struct lkl__virtio_net *vnet, unsigned int pair)
{
	struct lkl__virtio_queue *q = lkl__virtio_net_txq(vnet, pair);
	int error = 0, again;
	bool signal, stays;

	if (__atomic_load_n(&vnet->tx_blocked, __ATOMIC_ACQUIRE) >> pair & 1)
		return 0;
	if (leave_to_worker(vnet, pair, &q->lanes[0].work))
		return 1;
	if (!lkl__virtio_queue_enter(q))
		return 0;
	stays = follow_stream(vnet, pair, q);
	again = send_queue(vnet, pair, q, stays, &error);
	signal = again >= 0 && lkl__vq_signal(&q->vq);
	lkl__virtio_queue_leave(q);

	if (signal)
		lkl__virtio_interrupt(&vnet->dev, VIRTIO_MMIO_INT_VRING);
	if (again < 0)
		lkl__virtio_fail(&vnet->dev);
	if (error)
		lkl__virtio_net_die(vnet, error);
	return again > 0;
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

void lkl__virtio_net_sendable(struct lkl__virtio_net *vnet, uint32_t pairs)
{
	unsigned int pair;

	__atomic_fetch_and(&vnet->tx_blocked, ~pairs, __ATOMIC_SEQ_CST);
	for (pair = 0; pairs >> pair; pair++) {
		if (pairs >> pair & 1)
			lkl__virtio_kick(&vnet->dev, 2 * pair + 1);
	}
}
