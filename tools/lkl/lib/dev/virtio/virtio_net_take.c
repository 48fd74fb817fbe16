// SPDX-License-Identifier: GPL-2.0
/*
 * What the driver has put into a queue to be sent, as frames.
 */
#include <errno.h>
#include <string.h>

#include "dev/disk/blk_io.h"
#include "dev/virtio/virtio_net.h"

/* The driver may have started anew since, and then has its buffers back. */
void lkl__net_tx_enter(struct lkl__net_tx *tx,
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

int lkl__net_tx_fill(struct lkl__net_tx *tx, struct lkl__vq *vq, bool vnet_hdr)
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

void lkl__net_tx_done(struct lkl__net_tx *tx, struct lkl__vq *vq, int nr)
{
	for (; nr > 0; nr--)
		lkl__vq_push(vq, tx->heads[tx->first++], 0);
}
