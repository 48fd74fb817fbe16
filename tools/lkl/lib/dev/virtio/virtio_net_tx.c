// SPDX-License-Identifier: GPL-2.0
/*
 * Frames from the kernel to a back end, as many as there are at a time.
 */
#include <errno.h>
#include <linux/virtio_mmio.h>
#include <string.h>

#include "dev/disk/blk_io.h"
#include "dev/virtio/virtio_net.h"

/* Rounds after which other work gets a turn. */
#define ROUNDS		2

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

	if (chain->nr_in ||
	    lkl__iov_bytes(chain->iov, chain->nr_out) <= LKL__NET_HDR)
		return -EINVAL;
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

/* Between enter and leave. Return: whether there is more to do at once. */
static int send_queue(struct lkl__virtio_net *vnet, unsigned int pair,
		      struct lkl__virtio_queue *q, int *error)
{
	struct lkl__net_tx *tx = &vnet->tx[pair];
	int round, sent;

	forget_old(tx, q);
	lkl__vq_quiet(&q->vq);
	for (round = 0; round < ROUNDS; round++) {
		if (fill(tx, &q->vq, vnet->net->vnet_hdr))
			return -EINVAL;
		if (tx->first == tx->nr && !lkl__vq_listen(&q->vq))
			return 0;
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

int lkl__virtio_net_send(struct lkl__virtio_net *vnet, unsigned int pair)
{
	struct lkl__virtio_queue *q = lkl__virtio_net_txq(vnet, pair);
	int error = 0, again;
	bool signal;

	if (__atomic_load_n(&vnet->tx_blocked, __ATOMIC_ACQUIRE) >> pair & 1)
		return 0;
	if (!lkl__virtio_queue_enter(q))
		return 0;
	again = send_queue(vnet, pair, q, &error);
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

void lkl__virtio_net_sendable(struct lkl__virtio_net *vnet, uint32_t pairs)
{
	unsigned int pair;

	__atomic_fetch_and(&vnet->tx_blocked, ~pairs, __ATOMIC_SEQ_CST);
	for (pair = 0; pairs >> pair; pair++) {
		if (pairs >> pair & 1)
			lkl__virtio_kick(&vnet->dev, 2 * pair + 1);
	}
}
