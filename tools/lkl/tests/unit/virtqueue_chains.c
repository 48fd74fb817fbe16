// SPDX-License-Identifier: GPL-2.0
/*
 * Chains of a driver that behaves arrive as they were written.
 */
#include "ktap.h"
#include "virtqueue_guest.h"

static struct guest guest;
static struct lkl__vq vq;
static struct lkl__vq_chain chain;

static void direct(void)
{
	guest_desc(&guest, 3, BUFFERS, 16, VRING_DESC_F_NEXT, 5);
	guest_desc(&guest, 5, BUFFERS + 4096, 512,
		   VRING_DESC_F_NEXT | VRING_DESC_F_WRITE, 0);
	guest_desc(&guest, 0, GUEST_BYTES - 1, 1, VRING_DESC_F_WRITE, 0);
	CHECK_EQ(lkl__vq_pop(&vq, &chain), 0, "an empty queue is empty");
	guest_offer(&guest, 3);
	CHECK(lkl__vq_pending(&vq), "a request is pending");
	CHECK_EQ(lkl__vq_pop(&vq, &chain), 1, "it is taken");
	CHECK(chain.head == 3 && chain.nr_out == 1 && chain.nr_in == 2,
	      "it has one buffer to read and two to write");
	CHECK(chain.iov[0].iov_base == guest.mem.base + BUFFERS &&
	      chain.iov[0].iov_len == 16, "the first buffer");
	CHECK(chain.iov[2].iov_base == guest.mem.base + GUEST_BYTES - 1 &&
	      chain.iov[2].iov_len == 1, "the last byte of memory");
	CHECK_EQ(lkl__vq_pop(&vq, &chain), 0, "there was only one");
}

static void indirect(void)
{
	struct vring_desc *table = (void *)(guest.mem.base + TABLE_AT);
	unsigned int i;

	for (i = 0; i < LKL__VQ_MAX; i++) {
		table[i].addr = BUFFERS + i * 16;
		table[i].len = 16;
		table[i].flags = VRING_DESC_F_NEXT |
				 (i ? VRING_DESC_F_WRITE : 0);
		table[i].next = i + 1;
	}
	table[LKL__VQ_MAX - 1].flags = VRING_DESC_F_WRITE;
	guest_desc(&guest, 1, TABLE_AT, sizeof(*table) * LKL__VQ_MAX,
		   VRING_DESC_F_INDIRECT, 0);
	guest_offer(&guest, 1);
	CHECK_EQ(lkl__vq_pop(&vq, &chain), 1, "a full indirect table is taken");
	CHECK(chain.nr_out == 1 && chain.nr_in == LKL__VQ_MAX - 1,
	      "all of its buffers are there");
	CHECK(chain.iov[255].iov_base == guest.mem.base + BUFFERS + 255 * 16,
	      "in their order");
}

static void give_back(void)
{
	lkl__vq_push(&vq, 1, 77);
	CHECK(guest.used->idx == 1 && guest.used->ring[0].id == 1 &&
	      guest.used->ring[0].len == 77, "a request is given back");
}

/* Free-running indices pass 65536. */
static void wrap(void)
{
	unsigned int i, wrong = 0;

	guest_desc(&guest, 2, BUFFERS, 1, 0, 0);
	for (i = 0; i < 70000; i++) {
		guest_offer(&guest, 2);
		if (lkl__vq_pop(&vq, &chain) != 1 || chain.head != 2)
			wrong++;
		lkl__vq_push(&vq, chain.head, i);
		if (guest.used->ring[(i + 1) % RING_NUM].len != i)
			wrong++;
	}
	CHECK_EQ(wrong, 0, "70000 requests go round the ring");
	CHECK_EQ(guest.used->idx, (uint16_t)70001, "the used index is right");
}

int main(void)
{
	struct lkl__vq_setup setup;

	KTAP_PLAN(13);
	guest_init(&guest, RING_NUM);
	setup = guest_setup(&guest, true);
	if (lkl__vq_enable(&vq, &guest.mem, &setup))
		KTAP_BAIL("the queue cannot be enabled");
	direct();
	indirect();
	give_back();
	wrap();
	return KTAP_END();
}
