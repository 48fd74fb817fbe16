// SPDX-License-Identifier: GPL-2.0
/*
 * Interrupts and notifications are sent when the other side wants them.
 */
#include "ktap.h"
#include "virtqueue_guest.h"

static struct guest guest;
static struct lkl__vq vq;

static void enable(bool event_idx)
{
	struct lkl__vq_setup setup = guest_setup(&guest, event_idx);

	memset(guest.mem.base, 0, BUFFERS);
	lkl__vq_disable(&vq);
	if (lkl__vq_enable(&vq, &guest.mem, &setup))
		KTAP_BAIL("the queue cannot be enabled");
}

static bool push(unsigned int n)
{
	while (n--)
		lkl__vq_push(&vq, 0, 0);
	return lkl__vq_signal(&vq);
}

static void by_flags(void)
{
	enable(false);
	CHECK(push(1), "an interrupt is the default");
	guest.avail->flags = VRING_AVAIL_F_NO_INTERRUPT;
	CHECK(!push(1), "none if the driver wants none");
	lkl__vq_quiet(&vq);
	CHECK_EQ(guest.used->flags, VRING_USED_F_NO_NOTIFY,
		 "a busy device wants no notification");
	CHECK(!lkl__vq_listen(&vq), "nothing has come");
	CHECK_EQ(guest.used->flags, 0, "an idle one wants them");
	guest_offer(&guest, 0);
	CHECK(lkl__vq_listen(&vq), "what came before is seen");
}

static void by_index(void)
{
	struct lkl__vq_chain chain;

	enable(true);
	CHECK(push(1), "the first request is signalled");
	*guest_used_event(&guest) = 3;
	CHECK(!push(2), "requests 1 and 2 are not");
	CHECK(push(1), "request 3 is");
	CHECK(!push(1), "request 4 is not");
	*guest_used_event(&guest) = 6;
	CHECK(push(3), "a batch around the index is");

	guest_desc(&guest, 0, BUFFERS, 1, 0, 0);
	CHECK(!lkl__vq_listen(&vq), "nothing has come");
	guest_offer(&guest, 0);
	lkl__vq_pop(&vq, &chain);
	lkl__vq_quiet(&vq);
	CHECK_EQ(*guest_avail_event(&guest), 0,
		 "a busy device leaves the index behind");
	lkl__vq_listen(&vq);
	CHECK_EQ(*guest_avail_event(&guest), 1,
		 "an idle one asks for the next request");
}

int main(void)
{
	KTAP_PLAN(14);
	guest_init(&guest, RING_NUM);
	by_flags();
	by_index();
	return KTAP_END();
}
