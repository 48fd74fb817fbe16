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
	int id, waits, hup, asked, other_came;
} slow = {
	.lock = PTHREAD_MUTEX_INITIALIZER,
	.changed = PTHREAD_COND_INITIALIZER,
};

static void tell(int *what)
{
	pthread_mutex_lock(&slow.lock);
	*what = 1;
	pthread_cond_broadcast(&slow.changed);
	pthread_mutex_unlock(&slow.lock);
}

static void wait_for(const int *what)
{
	pthread_mutex_lock(&slow.lock);
	while (!*what)
		pthread_cond_wait(&slow.changed, &slow.lock);
	pthread_mutex_unlock(&slow.lock);
}

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
	tell(&slow.waits);
	wait_for(&slow.hup);
	lkl_netdev_carrier(slow.id);
	tell(&slow.asked);
	wait_for(&slow.other_came);
	return LKL_DEV_NET_POLL_HUP;
}

static void slow_hup(struct lkl_netdev *nd)
{
	(void)nd;
	tell(&slow.hup);
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
	/* A thread that is not there yet would not come at all. */
	wait_for(&slow.waits);
	pthread_create(&thread, NULL, take_away, NULL);
	wait_for(&slow.asked);
	CHECK(slow.asked, "asks for its carrier as it ends");
	id = NETDEV_OPEN(.from = LKL_NETDEV_FD, .fd = fds[0]);
	CHECK(if_setup(id, "10.8.0.2", 24) > 0, "another one comes");
	CHECK_EQ(lkl_netdev_close(id), 0, "and goes");
	tell(&slow.other_came);
	pthread_join(thread, NULL);
	CHECK_EQ(lkl_netdev_carrier(slow.id), -LKL_ENODEV, "it has gone");
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
