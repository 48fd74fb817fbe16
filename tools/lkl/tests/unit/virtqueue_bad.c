// SPDX-License-Identifier: GPL-2.0
/*
 * What a driver may not write is refused, and nothing outside is touched.
 */
#include "ktap.h"
#include "virtqueue_guest.h"

static struct guest guest;
static struct lkl__vq_chain chain;

/* Take the chain at descriptor 0 with a fresh queue. */
static int take(bool may_indirect)
{
	struct lkl__vq_setup setup = guest_setup(&guest, false);
	struct lkl__vq vq = { .num = 0 };

	setup.indirect = may_indirect;
	guest.avail->idx = 0;
	if (lkl__vq_enable(&vq, &guest.mem, &setup))
		KTAP_BAIL("the queue cannot be enabled");
	guest_offer(&guest, 0);
	return lkl__vq_pop(&vq, &chain);
}

static void buffer(const char *name, uint64_t addr, uint32_t len)
{
	guest_desc(&guest, 0, addr, len, 0, 0);
	CHECK_EQ(take(true), -EINVAL, "%s", name);
}

static void buffers(void)
{
	buffer("a buffer beyond memory", GUEST_BYTES, 1);
	buffer("a buffer that leaves memory", GUEST_BYTES - 1, 2);
	buffer("a buffer whose end wraps", ~0ULL, 2);
	buffer("a huge buffer", 0, 0xffffffff);
	buffer("an empty buffer", BUFFERS, 0);
}

static void links(void)
{
	guest_desc(&guest, 0, BUFFERS, 1, VRING_DESC_F_NEXT, 1);
	guest_desc(&guest, 1, BUFFERS, 1, VRING_DESC_F_NEXT, 0);
	CHECK_EQ(take(true), -EINVAL, "a loop");
	guest_desc(&guest, 0, BUFFERS, 1, VRING_DESC_F_NEXT, RING_NUM);
	CHECK_EQ(take(true), -EINVAL, "a next beyond the table");
	guest_desc(&guest, 0, BUFFERS, 1,
		   VRING_DESC_F_NEXT | VRING_DESC_F_WRITE, 1);
	guest_desc(&guest, 1, BUFFERS, 1, 0, 0);
	CHECK_EQ(take(true), -EINVAL, "a buffer to read after one to write");
}

static void table(const char *name, uint64_t addr, uint32_t len,
		  uint16_t flags)
{
	guest_desc(&guest, 0, addr, len, VRING_DESC_F_INDIRECT | flags, 1);
	CHECK_EQ(take(true), -EINVAL, "%s", name);
}

static void tables(void)
{
	struct vring_desc *first = (void *)(guest.mem.base + TABLE_AT);

	*first = (struct vring_desc){ BUFFERS, 1, VRING_DESC_F_NEXT, 0 };
	table("an indirect table that loops", TABLE_AT, 16, 0);
	table("an indirect table that leaves itself", TABLE_AT, 16, 0);
	table("an indirect table with a successor", TABLE_AT, 16,
	      VRING_DESC_F_NEXT);
	table("an empty indirect table", TABLE_AT, 0, 0);
	table("half a descriptor", TABLE_AT, 24, 0);
	table("an indirect table beyond memory", GUEST_BYTES - 16, 32, 0);
	table("a misaligned indirect table", TABLE_AT + 8, 16, 0);
	*first = (struct vring_desc){ TABLE_AT, 16, VRING_DESC_F_INDIRECT, 0 };
	table("a nested indirect table", TABLE_AT, 16, 0);
	*first = (struct vring_desc){ BUFFERS, 1, 0, 0 };
	guest_desc(&guest, 0, TABLE_AT, 16, VRING_DESC_F_INDIRECT, 0);
	CHECK_EQ(take(false), -EINVAL, "an indirect table, not negotiated");
	CHECK_EQ(take(true), 1, "the same, negotiated");
}

static void rings(void)
{
	struct lkl__vq_setup setup = guest_setup(&guest, false);
	struct lkl__vq vq = { .num = 0 };

	lkl__vq_enable(&vq, &guest.mem, &setup);
	guest.avail->idx = RING_NUM + 1;
	CHECK_EQ(lkl__vq_pop(&vq, &chain), -EINVAL,
		 "more requests than entries");
	guest.avail->idx = 1;
	guest.avail->ring[0] = RING_NUM;
	CHECK_EQ(lkl__vq_pop(&vq, &chain), -EINVAL, "a head beyond the table");
}

static void refused(const char *name, struct lkl__vq_setup setup)
{
	struct lkl__vq vq = { .num = 0 };

	CHECK(lkl__vq_enable(&vq, &guest.mem, &setup) == -EINVAL &&
	      !lkl__vq_enabled(&vq), "%s", name);
}

static void setups(void)
{
	struct lkl__vq_setup setup = guest_setup(&guest, false);

	setup.num = 0;
	refused("a queue of no entries", setup);
	setup.num = 6;
	refused("a queue of six entries", setup);
	setup.num = LKL__VQ_MAX * 2;
	refused("a queue that is too large", setup);
	setup = guest_setup(&guest, false);
	setup.desc = DESC_AT + 8;
	refused("misaligned descriptors", setup);
	setup = guest_setup(&guest, false);
	setup.avail = GUEST_BYTES - 4;
	refused("a driver's ring that leaves memory", setup);
	setup = guest_setup(&guest, false);
	setup.used = ~0ULL - 3;
	refused("a device's ring that is nowhere", setup);
}

int main(void)
{
	KTAP_PLAN(26);
	guest_init(&guest, RING_NUM);
	buffers();
	links();
	tables();
	rings();
	setups();
	return KTAP_END();
}
