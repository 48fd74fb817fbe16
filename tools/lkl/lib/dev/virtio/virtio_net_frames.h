/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Frames in queues of a virtio network device, of either direction.
 */
#ifndef _LKL_DEV_VIRTIO_NET_FRAMES_H
#define _LKL_DEV_VIRTIO_NET_FRAMES_H

#include "dev/net/net.h"
#include "dev/virtio/virtio.h"
#include "dev/virtio/virtio_net_stream.h"

/**
 * struct lkl__net_tx - what was taken from a queue and is not sent yet
 *
 * Used by whoever runs the queue.
 */
struct lkl__net_tx {
	/* private: */
	unsigned int generation;
	unsigned int first;
	unsigned int nr;
	unsigned int nr_iov;
	struct lkl__net_stream stream;
	uint16_t heads[LKL__NET_BATCH];
	struct lkl__net_frame frames[LKL__NET_BATCH];
	struct iovec iov[3 * LKL__VQ_MAX];
	struct lkl__vq_chain chain;
};

/** lkl__net_tx_enter() - before others; the driver may have started anew */
void lkl__net_tx_enter(struct lkl__net_tx *tx,
		       const struct lkl__virtio_queue *q);

/**
 * lkl__net_tx_fill() - take what there is and fits
 * @tx: what was taken before, and not sent yet, stays
 * @vq: where from
 * @vnet_hdr: the header stays before each frame
 *
 * Return: 0, or -EINVAL for nonsense.
 */
int lkl__net_tx_fill(struct lkl__net_tx *tx, struct lkl__vq *vq, bool vnet_hdr);

/** lkl__net_tx_done() - give the first @nr frames back to the driver */
void lkl__net_tx_done(struct lkl__net_tx *tx, struct lkl__vq *vq, int nr);

/**
 * struct lkl__net_rx - buffers that were taken from a queue and are empty
 *
 * Used by the thread that waits for the interface.
 */
struct lkl__net_rx {
	/* private: */
	unsigned int generation;
	unsigned int nr;
	size_t bytes;
	uint16_t heads[LKL__VQ_MAX];
	struct iovec bufs[LKL__VQ_MAX];
	struct iovec iov[LKL__VQ_MAX];
	unsigned int nr_bufs[LKL__NET_BATCH];
	struct lkl__net_frame frames[LKL__NET_BATCH];
	struct lkl__vq_chain chain;
};

/** lkl__net_rx_enter() - before others; the driver may have started anew */
void lkl__net_rx_enter(struct lkl__net_rx *rx,
		       const struct lkl__virtio_queue *q);

/**
 * lkl__net_rx_fill() - take buffers, until there are @enough bytes or no more
 *
 * Return: 0, or -EINVAL for nonsense.
 */
int lkl__net_rx_fill(struct lkl__net_rx *rx, struct lkl__vq *vq, size_t enough);

/** lkl__net_rx_lay_out() - make up to @nr frames of them; return: how many */
unsigned int lkl__net_rx_lay_out(struct lkl__net_rx *rx, unsigned int nr,
				 const struct lkl__net *net);

/**
 * lkl__net_rx_push() - give frames to the driver
 * @rx: the buffers; those that are not needed stay
 * @vq: where to
 * @nr: of the frames; those without bytes were dropped by the back end
 * @header: bytes of the virtio header that the back end does not count
 */
void lkl__net_rx_push(struct lkl__net_rx *rx, struct lkl__vq *vq,
		      unsigned int nr, size_t header);

#endif
