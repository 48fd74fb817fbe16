/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The device side of a split virtqueue; it knows no device and no transport.
 */
#ifndef _LKL_DEV_VIRTQUEUE_H
#define _LKL_DEV_VIRTQUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

/** define LKL__VQ_MAX - entries of the largest queue, and so of a chain */
#define LKL__VQ_MAX		256U

/**
 * struct lkl__vq_mem - the kernel's memory, as its devices see it
 * @base: where its physical address 0 is
 * @bytes: its size
 */
struct lkl__vq_mem {
	char *base;
	uint64_t bytes;
};

/**
 * struct lkl__vq_setup - where the driver has put a queue
 * @num: entries, a power of two, at most LKL__VQ_MAX
 * @desc: physical address of the descriptor table
 * @avail: of the driver's ring
 * @used: of the device's ring
 * @event_idx: VIRTIO_RING_F_EVENT_IDX was negotiated
 * @indirect: VIRTIO_RING_F_INDIRECT_DESC was negotiated
 */
struct lkl__vq_setup {
	unsigned int num;
	uint64_t desc;
	uint64_t avail;
	uint64_t used;
	bool event_idx;
	bool indirect;
};

/**
 * struct lkl__vq - a queue
 *
 * Not locked: the caller sees to it that one thread at a time is in here.
 * All zero is a queue that is not enabled. Everything that @desc, @avail and
 * @used point to may be changed by the driver at any time, and is read once.
 */
struct lkl__vq {
	/* private: */
	struct lkl__vq_mem mem;
	struct vring_desc *desc;
	uint16_t *avail;
	uint16_t *used;
	unsigned int num;
	uint16_t next_avail;
	uint16_t next_used;
	uint16_t signalled;
	bool signalled_valid;
	bool event_idx;
	bool indirect;
};

/**
 * struct lkl__vq_chain - one request of the driver
 * @head: names it in lkl__vq_push()
 * @nr_out: how many of @iov, from the start, the device reads
 * @nr_in: how many, after those, it writes
 * @iov: the buffers; the caller may change them
 */
struct lkl__vq_chain {
	uint16_t head;
	unsigned int nr_out;
	unsigned int nr_in;
	struct iovec iov[LKL__VQ_MAX];
};

/**
 * lkl__vq_enable() - start a queue
 * @vq: not enabled
 * @mem: copied
 * @setup: what the driver wants
 *
 * Return: 0, or -EINVAL if a part of it lies outside of @mem or is misaligned.
 */
int lkl__vq_enable(struct lkl__vq *vq, const struct lkl__vq_mem *mem,
		   const struct lkl__vq_setup *setup);

/** lkl__vq_disable() - stop a queue; its memory is not touched any more */
void lkl__vq_disable(struct lkl__vq *vq);

/** lkl__vq_enabled() - whether a queue is started */
static inline bool lkl__vq_enabled(const struct lkl__vq *vq)
{
	return vq->num != 0;
}

/**
 * lkl__vq_pop() - take the next request
 * @vq: the queue; one that is not enabled is empty
 * @chain: filled in
 *
 * Return: 1; 0 if there is none; -EINVAL if the driver has written nonsense,
 * after which the queue is of no use until it is enabled anew.
 */
int lkl__vq_pop(struct lkl__vq *vq, struct lkl__vq_chain *chain);

/** lkl__vq_pending() - whether lkl__vq_pop() would find something */
bool lkl__vq_pending(const struct lkl__vq *vq);

/**
 * lkl__vq_push() - give a request back
 * @vq: the queue
 * @head: of the request
 * @bytes: written to its buffers
 *
 * What was written to the buffers is seen by a driver that sees the request.
 */
void lkl__vq_push(struct lkl__vq *vq, uint16_t head, uint32_t bytes);

/**
 * lkl__vq_signal() - whether the driver wants an interrupt by now
 * @vq: the queue, after one or more lkl__vq_push()
 *
 * Return: whether to raise it.
 */
bool lkl__vq_signal(struct lkl__vq *vq);

/** lkl__vq_quiet() - tell the driver that it need not notify */
void lkl__vq_quiet(struct lkl__vq *vq);

/**
 * lkl__vq_listen() - ask the driver to notify of the next request
 * @vq: the queue
 *
 * Return: true if requests have come before the driver could know of this.
 */
bool lkl__vq_listen(struct lkl__vq *vq);

#endif
