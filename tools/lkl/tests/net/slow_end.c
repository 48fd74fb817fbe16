// SPDX-License-Identifier: GPL-2.0
/*
 * An interface made of functions of the program takes its time to end: others
 * come and go meanwhile, and its functions may ask for carriers.
 */
#include "net.h"

static struct {
	struct lkl_netdev nd;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	int id, hup, other_came, asked;
} slow = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.changed = PTHREAD_COND_INITIALIZER,
};

static int slow_tx(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	(void)nd;
	(void)cnt;
	return iov[0].iov_len;
}

static int slow_rx(struct lkl_netdev *nd, struct iovec *iov, int cnt)
{
	(void)nd;
	(void)iov;
	(void)cnt;
	return -1;
}

/* Comes to its end when another interface has come and gone. */
static int slow_poll(struct lkl_netdev *nd)
{
	(void)nd;
	pthread_mutex_lock(&slow.lock);
	while (!slow.hup)
		pthread_cond_wait(&slow.changed, &slow.lock);
	pthread_mutex_unlock(&slow.lock);
	lkl_netdev_carrier(slow.id);
	pthread_mutex_lock(&slow.lock);
	slow.asked = 1;
	pthread_cond_broadcast(&slow.changed);
	while (!slow.other_came)
		pthread_cond_wait(&slow.changed, &slow.lock);
	pthread_mutex_unlock(&slow.lock);
	return LKL_DEV_NET_POLL_HUP;
}

static void slow_hup(struct lkl_netdev *nd)
{
	(void)nd;
	pthread_mutex_lock(&slow.lock);
	slow.hup = 1;
	pthread_cond_broadcast(&slow.changed);
	pthread_mutex_unlock(&slow.lock);
}

static struct lkl_dev_net_ops ops = {
	.tx = slow_tx,
	.rx = slow_rx,
	.poll = slow_poll,
	.poll_hup = slow_hup,
};

static void *take_away(void *arg)
{
	lkl_netdev_remove(slow.id);
	return arg;
}

int main(void)
{
	pthread_t thread;
	int fds[2], id;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, fds))
		KTAP_BAIL("socketpair");
	KTAP_PLAN(6);
	/* It ends a test that hangs. */
	alarm(50);
	boot("mem=64M");
	slow.nd.ops = &ops;
	slow.id = lkl_netdev_add(&slow.nd, NULL);
	CHECK(if_setup(slow.id, "10.9.0.2", 24) > 0, "an interface");
	pthread_create(&thread, NULL, take_away, NULL);
	pthread_mutex_lock(&slow.lock);
	while (!slow.asked)
		pthread_cond_wait(&slow.changed, &slow.lock);
	pthread_mutex_unlock(&slow.lock);
	CHECK(slow.asked, "asks for its carrier as it ends");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	CHECK(if_setup(id, "10.8.0.2", 24) > 0, "another one comes");
	CHECK_EQ(lkl_netdev_close(id), 0, "and goes");
	pthread_mutex_lock(&slow.lock);
	slow.other_came = 1;
	pthread_cond_broadcast(&slow.changed);
	pthread_mutex_unlock(&slow.lock);
	pthread_join(thread, NULL);
	CHECK_EQ(lkl_netdev_carrier(slow.id), -LKL_ENODEV, "it has gone");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
