// SPDX-License-Identifier: GPL-2.0
/*
 * The rings of a split virtqueue: requests are taken, given back and signalled.
 *
 * Ring indices are free-running 16-bit counters, as virtio 1.2 section 2.7
 * says; they are the only words on which both sides synchronise.
 */
#include "dev/virtio/virtqueue.h"

#include <endian.h>
#include <errno.h>
#include <linux/virtio_ring.h>
#include <string.h>

#include "dev/virtio/virtqueue_chain.h"

/* Words of both rings: flags, index, entries; an event index behind them. */
#define RING_FLAGS	0
#define RING_IDX	1
#define RING_ENTRIES	2

static uint16_t ring_read(const uint16_t *word)
{
	return le16toh(__atomic_load_n(word, __ATOMIC_ACQUIRE));
}

static void ring_write(uint16_t *word, uint16_t value)
{
	__atomic_store_n(word, htole16(value), __ATOMIC_RELEASE);
}

static uint16_t *used_event(const struct lkl__vq *vq)
{
	return vq->avail + RING_ENTRIES + vq->num;
}

static uint16_t *avail_event(const struct lkl__vq *vq)
{
	return vq->used + RING_ENTRIES +
	       vq->num * (sizeof(struct vring_used_elem) / sizeof(uint16_t));
}

int lkl__vq_enable(struct lkl__vq *vq, const struct lkl__vq_mem *mem,
		   const struct lkl__vq_setup *setup)
{
	unsigned int num = setup->num;
	void *desc, *avail, *used;

	if (!num || num > LKL__VQ_MAX || (num & (num - 1)))
		return -EINVAL;
	desc = lkl__vq_translate(mem, setup->desc,
				 num * sizeof(struct vring_desc),
				 VRING_DESC_ALIGN_SIZE);
	avail = lkl__vq_translate(mem, setup->avail,
				  (RING_ENTRIES + num + 1) * sizeof(uint16_t),
				  VRING_AVAIL_ALIGN_SIZE);
	used = lkl__vq_translate(mem, setup->used,
				 num * sizeof(struct vring_used_elem) +
				 (RING_ENTRIES + 1) * sizeof(uint16_t),
				 VRING_USED_ALIGN_SIZE);
	if (!desc || !avail || !used)
		return -EINVAL;

	memset(vq, 0, sizeof(*vq));
	vq->mem = *mem;
	vq->desc = desc;
	vq->avail = avail;
	vq->used = used;
	vq->num = num;
	vq->event_idx = setup->event_idx;
	vq->indirect = setup->indirect;
	return 0;
}

void lkl__vq_disable(struct lkl__vq *vq)
{
	memset(vq, 0, sizeof(*vq));
}

bool lkl__vq_pending(const struct lkl__vq *vq)
{
	return vq->num && ring_read(&vq->avail[RING_IDX]) != vq->next_avail;
}

int lkl__vq_pop(struct lkl__vq *vq, struct lkl__vq_chain *chain)
{
	uint16_t waiting, head;
	int err;

	if (!vq->num)
		return 0;
	waiting = ring_read(&vq->avail[RING_IDX]) - vq->next_avail;
	if (!waiting)
		return 0;
	if (waiting > vq->num)
		return -EINVAL;

	head = ring_read(&vq->avail[RING_ENTRIES +
				    vq->next_avail % vq->num]);
	err = lkl__vq_walk(vq, head, chain);
	if (err)
		return err;
	vq->next_avail++;
	return 1;
}

void lkl__vq_push(struct lkl__vq *vq, uint16_t head, uint32_t bytes)
{
	struct vring_used_elem elem = {
		.id = htole32(head),
		.len = htole32(bytes),
	};
	uint16_t *entries = vq->used + RING_ENTRIES;

	memcpy((struct vring_used_elem *)entries + vq->next_used % vq->num,
	       &elem, sizeof(elem));
	ring_write(&vq->used[RING_IDX], ++vq->next_used);
}

bool lkl__vq_signal(struct lkl__vq *vq)
{
	uint16_t old = vq->signalled;

	/* Between writing the used index and reading what the driver wants. */
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	if (!vq->event_idx)
		return !(ring_read(&vq->avail[RING_FLAGS]) &
			 VRING_AVAIL_F_NO_INTERRUPT);

	vq->signalled = vq->next_used;
	if (!vq->signalled_valid) {
		vq->signalled_valid = true;
		return true;
	}
	return vring_need_event(ring_read(used_event(vq)), vq->next_used, old);
}

void lkl__vq_quiet(struct lkl__vq *vq)
{
	/* An event index that stays behind asks for nothing by itself. */
	if (vq->num && !vq->event_idx)
		ring_write(&vq->used[RING_FLAGS], VRING_USED_F_NO_NOTIFY);
}

bool lkl__vq_listen(struct lkl__vq *vq)
{
	if (!vq->num)
		return false;
	if (vq->event_idx)
		ring_write(avail_event(vq), vq->next_avail);
	else
		ring_write(&vq->used[RING_FLAGS], 0);
	/* Between asking and looking; the driver has the same the other way. */
	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	return lkl__vq_pending(vq);
}
