// SPDX-License-Identifier: GPL-2.0
/*
 * Frames from the kernel to a back end, as many as there are at a time.
 */
#include <errno.h>
#include <linux/virtio_mmio.h>

#include "dev/virtio/virtio_net.h"

/* Rounds after which other work gets a turn. */
#define ROUNDS		2

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

	lkl__net_tx_enter(tx, q);
	lkl__vq_quiet(&q->vq);
	for (round = 0; round < ROUNDS; round++) {
		if (lkl__net_tx_fill(tx, &q->vq, vnet->net->vnet_hdr))
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
		lkl__net_tx_done(tx, &q->vq, sent);
	}
	return 1;
}

int lkl__virtio_net_send(struct lkl__virtio_net *vnet, unsigned int pair)
{
	struct lkl__virtio_queue *q = lkl__virtio_net_txq(vnet, pair);
	int error = 0, again;
	bool signal, stays;

	if (__atomic_load_n(&vnet->tx_blocked, __ATOMIC_ACQUIRE) >> pair & 1)
		return 0;
	if (lkl__virtio_net_leave(vnet, pair, &q->lanes[0].work))
		return 1;
	if (!lkl__virtio_queue_enter(q))
		return 0;
	stays = lkl__virtio_net_follow(vnet, pair, q);
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

void lkl__virtio_net_sendable(struct lkl__virtio_net *vnet, uint32_t pairs)
{
	unsigned int pair;

	__atomic_fetch_and(&vnet->tx_blocked, ~pairs, __ATOMIC_SEQ_CST);
	for (pair = 0; pairs >> pair; pair++) {
		if (pairs >> pair & 1)
			lkl__virtio_kick(&vnet->dev, 2 * pair + 1);
	}
}
