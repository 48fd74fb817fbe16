// SPDX-License-Identifier: GPL-2.0
/*
 * Frames from a back end to the kernel, straight into its buffers.
 */
#include <errno.h>
#include <linux/virtio_mmio.h>

#include "dev/virtio/virtio_net.h"

/*
 * Calls of the back end, and bytes, after which the kernel gets to see the
 * frames: what has been copied should still be in the caches of processors.
 */
#define ROUNDS		64
#define MANY_BYTES	(768U << 10)

static uint64_t count(struct lkl__virtio_net *vnet,
		      const struct lkl__net_rx *rx, unsigned int nr)
{
	uint64_t bytes = 0;
	unsigned int i;

	for (i = 0; i < nr; i++)
		bytes += rx->frames[i].bytes;
	if (vnet->received)
		vnet->received(vnet, nr, bytes);
	return bytes;
}

/* Between enter and leave. Return: enum lkl__net_got, or -errno. */
static int receive_queue(struct lkl__virtio_net *vnet, unsigned int pair,
			 struct lkl__virtio_queue *q, bool *pushed)
{
	struct lkl__net *net = vnet->net;
	struct lkl__net_rx *rx = &vnet->rx[pair];
	uint64_t bytes = 0;
	int round, got;
	unsigned int nr;

	lkl__net_rx_enter(rx, q);
	lkl__vq_quiet(&q->vq);
	for (round = 0; round < ROUNDS && bytes < MANY_BYTES; round++) {
		if (lkl__net_rx_fill(rx, &q->vq,
				     (size_t)net->max_frame * net->batch))
			return -EBADMSG;
		nr = lkl__net_rx_lay_out(rx, net->batch, net);
		if (!nr) {
			/* Cleared first: a notification may come at once. */
			__atomic_fetch_and(&vnet->rx_room, ~(1U << pair),
					   __ATOMIC_SEQ_CST);
			if (!lkl__vq_listen(&q->vq))
				return LKL__NET_FULL;
			__atomic_fetch_or(&vnet->rx_room, 1U << pair,
					  __ATOMIC_SEQ_CST);
			continue;
		}
		got = net->ops->receive(net, pair, rx->frames, nr);
		if (got == -EAGAIN)
			return LKL__NET_EMPTY;
		if (got < 0)
			return got;
		bytes += count(vnet, rx, got);
		lkl__net_rx_push(rx, &q->vq, got,
				 net->vnet_hdr ? 0 : LKL__NET_HDR);
		*pushed = true;
	}
	return LKL__NET_MORE;
}

int lkl__virtio_net_receive(struct lkl__virtio_net *vnet, unsigned int pair)
{
	struct lkl__virtio_queue *q = lkl__virtio_net_rxq(vnet, pair);
	bool pushed = false, signal;
	int got;

	__atomic_fetch_and(&vnet->rx_room, ~(1U << pair), __ATOMIC_SEQ_CST);
	if (!lkl__virtio_queue_enter(q))
		return LKL__NET_FULL;
	__atomic_fetch_or(&vnet->rx_room, 1U << pair, __ATOMIC_SEQ_CST);
	got = receive_queue(vnet, pair, q, &pushed);
	signal = pushed && lkl__vq_signal(&q->vq);
	lkl__virtio_queue_leave(q);

	if (signal)
		lkl__virtio_interrupt(&vnet->dev, VIRTIO_MMIO_INT_VRING);
	if (got != -EBADMSG)
		return got;
	lkl__virtio_fail(&vnet->dev);
	return LKL__NET_FULL;
}
