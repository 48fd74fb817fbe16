/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The driver side of a virtqueue in memory of the test.
 */
#ifndef LKL_TESTS_VIRTQUEUE_GUEST_H
#define LKL_TESTS_VIRTQUEUE_GUEST_H

#include <errno.h>
#include <linux/virtio_ring.h>
#include <stdlib.h>
#include <string.h>

#include "dev/virtio/virtqueue.h"

#define GUEST_BYTES	(1U << 20)
#define GUEST_PAGE	4096U
#define RING_NUM	8U

/* A queue of @num at fixed places; buffers start at BUFFERS. */
#define DESC_AT		GUEST_PAGE
#define AVAIL_AT	(3 * GUEST_PAGE)
#define USED_AT		(4 * GUEST_PAGE)
#define TABLE_AT	(8 * GUEST_PAGE)
#define BUFFERS		(32 * GUEST_PAGE)

struct guest {
	struct lkl__vq_mem mem;
	unsigned int num;
	struct vring_desc *desc;
	struct vring_avail *avail;
	struct vring_used *used;
};

static inline void guest_init(struct guest *guest, unsigned int num)
{
	guest->mem.bytes = GUEST_BYTES;
	guest->mem.base = aligned_alloc(GUEST_PAGE, GUEST_BYTES);
	if (!guest->mem.base)
		exit(1);
	memset(guest->mem.base, 0, GUEST_BYTES);
	guest->num = num;
	guest->desc = (void *)(guest->mem.base + DESC_AT);
	guest->avail = (void *)(guest->mem.base + AVAIL_AT);
	guest->used = (void *)(guest->mem.base + USED_AT);
}

static inline struct lkl__vq_setup guest_setup(const struct guest *guest,
					       bool event_idx)
{
	struct lkl__vq_setup setup = {
		.num = guest->num,
		.desc = DESC_AT,
		.avail = AVAIL_AT,
		.used = USED_AT,
		.event_idx = event_idx,
		.indirect = true,
	};

	return setup;
}

static inline void guest_desc(struct guest *guest, unsigned int i,
			      uint64_t addr, uint32_t len, uint16_t flags,
			      uint16_t next)
{
	guest->desc[i] = (struct vring_desc){ addr, len, flags, next };
}

/* Make @head available. */
static inline void guest_offer(struct guest *guest, uint16_t head)
{
	uint16_t idx = guest->avail->idx;

	guest->avail->ring[idx % guest->num] = head;
	__atomic_store_n(&guest->avail->idx, (uint16_t)(idx + 1),
			 __ATOMIC_RELEASE);
}

static inline uint16_t *guest_used_event(struct guest *guest)
{
	return &guest->avail->ring[guest->num];
}

static inline uint16_t *guest_avail_event(struct guest *guest)
{
	return (uint16_t *)&guest->used->ring[guest->num];
}

#endif
