// SPDX-License-Identifier: GPL-2.0
/*
 * Random rings give an error or buffers inside of memory, and soon.
 */
#include "ktap.h"
#include "virtqueue_guest.h"

#define ROUNDS	200000

static struct guest guest;
static struct lkl__vq_chain chain;
static uint64_t seed = 88172645463325252ULL;

static uint64_t rnd(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* Mostly plausible, so that checks far inside are reached as well. */
static void scribble(struct vring_desc *desc, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		desc[i].addr = rnd() % 8 ? rnd() % GUEST_BYTES & ~15ULL : rnd();
		desc[i].len = rnd() % 8 ? rnd() % 256 & ~15U : rnd();
		desc[i].flags = rnd() % 8 ? rnd() & 3 : rnd() & 7;
		desc[i].next = rnd() % 16 ? rnd() % n : rnd();
	}
}

static bool inside(const struct iovec *iov)
{
	char *start = iov->iov_base;

	return start >= guest.mem.base && iov->iov_len > 0 &&
	       iov->iov_len <= guest.mem.bytes &&
	       start + iov->iov_len <= guest.mem.base + guest.mem.bytes;
}

static unsigned int outside(void)
{
	unsigned int i, n = 0;

	for (i = 0; i < chain.nr_out + chain.nr_in; i++)
		n += !inside(&chain.iov[i]);
	return n;
}

int main(void)
{
	unsigned int i, wrong = 0, taken = 0, refused = 0;
	struct lkl__vq vq = { .num = 0 };
	struct lkl__vq_setup setup;
	int ret;

	KTAP_PLAN(3);
	guest_init(&guest, RING_NUM);
	setup = guest_setup(&guest, true);
	for (i = 0; i < ROUNDS; i++) {
		lkl__vq_disable(&vq);
		lkl__vq_enable(&vq, &guest.mem, &setup);
		scribble(guest.desc, RING_NUM);
		scribble((void *)(guest.mem.base + TABLE_AT), 512);
		guest.avail->idx = rnd() % 16 ? 1 : rnd();
		guest.avail->ring[0] = rnd() % 16 ? rnd() % RING_NUM : rnd();
		ret = lkl__vq_pop(&vq, &chain);
		taken += ret > 0;
		refused += ret < 0;
		wrong += ret > 0 ? outside() : 0;
	}
	KTAP_DIAG("%u taken, %u refused", taken, refused);
	CHECK_EQ(wrong, 0, "no buffer is outside of memory");
	CHECK(taken > ROUNDS / 100, "some are taken");
	CHECK(refused > ROUNDS / 100, "some are refused");
	return KTAP_END();
}
