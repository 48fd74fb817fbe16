// SPDX-License-Identifier: GPL-2.0
/*
 * The driver's buffers, as frames that can be received.
 *
 * They are of one part each, and mergeable: a frame takes as many as it needs.
 * Which those are is known only when it is there, so more are kept at hand, and
 * those that were not needed stay there.
 */
#include <errno.h>
#include <string.h>

#include "dev/virtio/virtio_net.h"
#include "host/tsan.h"

/* Where in the virtio header the number of buffers is. */
#define NUM_BUFFERS	offsetof(struct virtio_net_hdr_mrg_rxbuf, num_buffers)

void lkl__net_rx_enter(struct lkl__net_rx *rx,
		       const struct lkl__virtio_queue *q)
{
	if (rx->generation == q->generation)
		return;
	rx->generation = q->generation;
	rx->nr = 0;
	rx->bytes = 0;
}

int lkl__net_rx_fill(struct lkl__net_rx *rx, struct lkl__vq *vq, size_t enough)
{
	struct lkl__vq_chain *chain = &rx->chain;
	int got;

	while (rx->bytes < enough && rx->nr < LKL__VQ_MAX) {
		got = lkl__vq_pop(vq, chain);
		if (got <= 0)
			return got;
		if (chain->nr_out || chain->nr_in != 1 ||
		    chain->iov[0].iov_len < LKL__NET_HDR)
			return -EINVAL;
		rx->heads[rx->nr] = chain->head;
		rx->bufs[rx->nr++] = chain->iov[0];
		rx->bytes += chain->iov[0].iov_len;
	}
	return 0;
}

static void prepare_header(struct lkl__net_frame *frame, bool vnet_hdr)
{
	struct iovec *first = frame->iov;

	if (vnet_hdr)
		return;
	/* Buffers are the kernel's. */
	lkl__tsan_ignore_begin();
	memset(first->iov_base, 0, LKL__NET_HDR);
	lkl__tsan_ignore_end();
	first->iov_base = (char *)first->iov_base + LKL__NET_HDR;
	first->iov_len -= LKL__NET_HDR;
}

unsigned int lkl__net_rx_lay_out(struct lkl__net_rx *rx, unsigned int nr,
				 const struct lkl__net *net)
{
	unsigned int i, buf = 0, first;
	size_t bytes;

	for (i = 0; i < nr; i++) {
		first = buf;
		for (bytes = 0; bytes < net->max_frame && buf < rx->nr; buf++)
			bytes += rx->bufs[buf].iov_len;
		if (bytes < net->max_frame)
			break;
		rx->nr_bufs[i] = buf - first;
		rx->frames[i].iov = rx->iov + first;
		rx->frames[i].nr = buf - first;
		memcpy(rx->iov + first, rx->bufs + first,
		       (buf - first) * sizeof(*rx->iov));
		prepare_header(&rx->frames[i], net->vnet_hdr);
	}
	return i;
}

/* Give the first buffers of a frame to the driver. Return: how many. */
static unsigned int push_frame(struct lkl__net_rx *rx, struct lkl__vq *vq,
			       unsigned int first, unsigned int nr,
			       size_t bytes)
{
	unsigned int used, buf;
	size_t left = bytes, part;
	uint16_t count;

	for (used = 0; used < nr && left; used++) {
		part = rx->bufs[first + used].iov_len;
		left -= part < left ? part : left;
	}
	count = htole16(used);
	lkl__tsan_ignore_begin();
	memcpy((char *)rx->bufs[first].iov_base + NUM_BUFFERS, &count,
	       sizeof(count));
	lkl__tsan_ignore_end();
	for (buf = first; buf < first + used; buf++) {
		part = rx->bufs[buf].iov_len;
		part = part < bytes ? part : bytes;
		lkl__vq_push(vq, rx->heads[buf], part);
		bytes -= part;
	}
	return used;
}

static void keep(struct lkl__net_rx *rx, unsigned int from, unsigned int to)
{
	for (; from < to; from++) {
		rx->heads[rx->nr] = rx->heads[from];
		rx->bufs[rx->nr++] = rx->bufs[from];
		rx->bytes += rx->bufs[from].iov_len;
	}
}

void lkl__net_rx_push(struct lkl__net_rx *rx, struct lkl__vq *vq,
		      unsigned int nr, size_t header)
{
	unsigned int old_nr = rx->nr, buf = 0, i, used;

	rx->nr = 0;
	rx->bytes = 0;
	for (i = 0; i < nr; i++) {
		used = 0;
		if (rx->frames[i].bytes)
			used = push_frame(rx, vq, buf, rx->nr_bufs[i],
					  rx->frames[i].bytes + header);
		keep(rx, buf + used, buf + rx->nr_bufs[i]);
		buf += rx->nr_bufs[i];
	}
	keep(rx, buf, old_nr);
}
