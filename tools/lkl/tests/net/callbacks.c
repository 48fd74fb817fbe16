// SPDX-License-Identifier: GPL-2.0
/*
 * Interfaces made of functions of the program: two that are each other's other
 * end, of which one is slow, refuses frames at times, and hangs up.
 */
#include "frames.h"

#define NR_SLOTS	8
#define NR_FRAMES	2000

/* A wire to an interface, and how often what happened. */
struct end {
	struct lkl_netdev nd;
	struct end *peer;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	char frames[NR_SLOTS][FRAME_BYTES];
	int bytes[NR_SLOTS];
	unsigned int in, out;
	int hup, wants_tx, nr_refused, nr_freed;
};

static struct end a, b;

static size_t gather(char *to, const struct iovec *iov, int cnt)
{
	size_t used = 0;
	int i;

	for (i = 0; i < cnt; i++) {
		if (used + iov[i].iov_len > FRAME_BYTES)
			return 0;
		memcpy(to + used, iov[i].iov_base, iov[i].iov_len);
		used += iov[i].iov_len;
	}
	return used;
}

static size_t scatter(const struct iovec *iov, int cnt, const char *from,
		      size_t bytes)
{
	size_t used = 0, part;
	int i;

	for (i = 0; i < cnt && used < bytes; i++) {
		part = bytes - used < iov[i].iov_len ? bytes - used :
						       iov[i].iov_len;
		memcpy(iov[i].iov_base, from + used, part);
		used += part;
	}
	return used;
}

/* Puts a frame into the slots of the other end; refuses if they are full. */
static int end_tx(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	struct end *me = (struct end *)nd, *to = me->peer;
	unsigned int slot;
	int ret = -1;

	pthread_mutex_lock(&to->lock);
	if (to->in - to->out < NR_SLOTS) {
		slot = to->in % NR_SLOTS;
		to->bytes[slot] = gather(to->frames[slot], iov, cnt);
		ret = to->bytes[slot];
		__atomic_fetch_add(&to->in, 1, __ATOMIC_SEQ_CST);
		pthread_cond_broadcast(&to->changed);
	}
	pthread_mutex_unlock(&to->lock);
	if (ret >= 0)
		return ret;
	pthread_mutex_lock(&me->lock);
	me->wants_tx = 1;
	__atomic_fetch_add(&me->nr_refused, 1, __ATOMIC_RELAXED);
	pthread_cond_broadcast(&me->changed);
	pthread_mutex_unlock(&me->lock);
	return -1;
}

static int end_rx(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	struct end *me = (struct end *)nd;
	unsigned int slot;
	int ret = -1;

	pthread_mutex_lock(&me->lock);
	if (me->in != me->out) {
		slot = me->out % NR_SLOTS;
		ret = scatter(iov, cnt, me->frames[slot], me->bytes[slot]);
		__atomic_fetch_add(&me->out, 1, __ATOMIC_SEQ_CST);
	}
	pthread_mutex_unlock(&me->lock);
	if (ret < 0)
		return ret;
	pthread_mutex_lock(&me->peer->lock);
	pthread_cond_broadcast(&me->peer->changed);
	pthread_mutex_unlock(&me->peer->lock);
	return ret;
}

static int can_send(struct end *me)
{
	return me->wants_tx &&
	       __atomic_load_n(&me->peer->in, __ATOMIC_SEQ_CST) -
	       __atomic_load_n(&me->peer->out, __ATOMIC_SEQ_CST) < NR_SLOTS;
}

static int end_poll(struct lkl_netdev *nd)
{
	struct end *me = (struct end *)nd;
	struct timespec ts;
	int bits;

	pthread_mutex_lock(&me->lock);
	while (!me->hup && me->in == me->out && !can_send(me)) {
		/* It is told of room only while it waits: look again soon. */
		clock_gettime(CLOCK_REALTIME, &ts);
		ts.tv_nsec += 1000000;
		ts.tv_sec += ts.tv_nsec / 1000000000;
		ts.tv_nsec %= 1000000000;
		pthread_cond_timedwait(&me->changed, &me->lock, &ts);
	}
	bits = me->in != me->out ? LKL_DEV_NET_POLL_RX : 0;
	if (can_send(me)) {
		me->wants_tx = 0;
		bits |= LKL_DEV_NET_POLL_TX;
	}
	if (me->hup)
		bits = LKL_DEV_NET_POLL_HUP;
	pthread_mutex_unlock(&me->lock);
	return bits;
}

static void end_hup(struct lkl_netdev *nd)
{
	struct end *me = (struct end *)nd;

	pthread_mutex_lock(&me->lock);
	me->hup = 1;
	pthread_cond_broadcast(&me->changed);
	pthread_mutex_unlock(&me->lock);
}

static void end_free(struct lkl_netdev *nd)
{
	((struct end *)nd)->nr_freed++;
}

static struct lkl_dev_net_ops ops = {
	.tx = end_tx,
	.rx = end_rx,
	.poll = end_poll,
	.poll_hup = end_hup,
	.free = end_free,
};

static void make_end(struct end *e, struct end *peer)
{
	pthread_mutex_init(&e->lock, NULL);
	pthread_cond_init(&e->changed, NULL);
	e->nd.ops = &ops;
	e->peer = peer;
}

int main(void)
{
	int id_a, id_b, if_a, if_b, nr_refused;

	KTAP_PLAN(10);
	make_end(&a, &b);
	make_end(&b, &a);
	id_a = lkl_netdev_add(&a.nd, NULL);
	CHECK(id_a >= 0, "add one before the kernel starts");
	boot("mem=64M");
	id_b = lkl_netdev_add(&b.nd, NULL);
	CHECK(id_b >= 0, "and one after");
	if_a = if_setup(id_a, "10.1.0.1", 24);
	if_b = if_setup(id_b, "10.2.0.1", 24);
	CHECK(if_a > 0 && if_b > 0 && if_a != if_b, "two interfaces");
	CHECK_EQ(pass_frames(if_a, if_b, NR_FRAMES), NR_FRAMES, "frames go there");
	CHECK_EQ(pass_frames(if_b, if_a, NR_FRAMES), NR_FRAMES, "and back");
	nr_refused = __atomic_load_n(&a.nr_refused, __ATOMIC_RELAXED) +
		     __atomic_load_n(&b.nr_refused, __ATOMIC_RELAXED);
	CHECK(nr_refused > 0, "what was refused came later (%d times)",
	      nr_refused);
	end_hup(&b.nd);
	usleep(100000);
	CHECK_EQ(lkl_netdev_carrier(id_b), -EPIPE, "one hangs up");
	CHECK_EQ(lkl_netdev_carrier(id_a), 1, "the other does not notice");
	lkl_netdev_remove(id_a);
	lkl_netdev_remove(id_b);
	CHECK(!a.nr_freed && a.hup, "removing hangs up and frees nothing");
	lkl_netdev_free(&a.nd);
	lkl_netdev_free(&b.nd);
	CHECK(a.nr_freed == 1 && b.nr_freed == 1, "freeing does");
	lkl_sys_halt();
	return KTAP_END();
}
