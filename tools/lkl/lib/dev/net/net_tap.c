// SPDX-License-Identifier: GPL-2.0
/*
 * Taps and macvtaps as back ends: their queues and offloads.
 */
#include <errno.h>
#include <linux/virtio_net.h>
#include <stdlib.h>
#include <unistd.h>

#include "dev/net/net_fd.h"
#include "dev/net/tap_host.h"
#include "dev/virtio/virtio_net.h"
#include "host/posix/posix.h"

#define ALL_OFFLOADS	(LKL__TAP_CSUM | LKL__TAP_TSO4 | LKL__TAP_TSO6 | \
			 LKL__TAP_ECN | LKL__TAP_USO)

/* Between two looks whether a macvtap is still there. */
#define LOOK_NS		100000000U

struct tap {
	struct lkl__net_fd fds;
	unsigned int nr_attached;
	/* Of a macvtap: when it was looked at; of the first queue's sender. */
	uint64_t looked_ns;
};

static unsigned int offloads_of(uint64_t features)
{
	unsigned int offloads = 0;

	if (features >> VIRTIO_NET_F_GUEST_CSUM & 1)
		offloads |= LKL__TAP_CSUM;
	if (features >> VIRTIO_NET_F_GUEST_TSO4 & 1)
		offloads |= LKL__TAP_TSO4;
	if (features >> VIRTIO_NET_F_GUEST_TSO6 & 1)
		offloads |= LKL__TAP_TSO6;
	if (features >> VIRTIO_NET_F_GUEST_ECN & 1)
		offloads |= LKL__TAP_ECN;
	if ((features >> LKL__NET_F_GUEST_USO4 & 1) &&
	    (features >> LKL__NET_F_GUEST_USO6 & 1))
		offloads |= LKL__TAP_USO;
	return offloads;
}

/* A queue that is attached gets its share of the frames. */
static void attach(struct tap *tap, unsigned int nr)
{
	while (tap->nr_attached < nr)
		lkl__tap_attach(tap->fds.rx[tap->nr_attached++], 1);
	while (tap->nr_attached > nr)
		lkl__tap_attach(tap->fds.rx[--tap->nr_attached], 0);
}

static void tap_configure(struct lkl__net *net, uint64_t features,
			  unsigned int nr_queues)
{
	struct tap *tap = (struct tap *)net;

	attach(tap, nr_queues);
	/* Only what the tap has said that it can do was offered. */
	lkl__tap_set_offloads(tap->fds.rx[0], offloads_of(features));
}

static uint64_t features_of(int fd)
{
	uint64_t uso = 1ULL << LKL__NET_F_HOST_USO |
		       1ULL << LKL__NET_F_GUEST_USO4 |
		       1ULL << LKL__NET_F_GUEST_USO6;
	uint64_t features = LKL__NET_OFFLOADS;

	if (lkl__tap_set_offloads(fd, ALL_OFFLOADS)) {
		features &= ~uso;
		if (lkl__tap_set_offloads(fd, ALL_OFFLOADS & ~LKL__TAP_USO))
			features = 0;
	}
	lkl__tap_set_offloads(fd, 0);
	return features;
}

static const struct lkl__net_ops tap_ops = {
	.send = lkl__net_fd_send,
	.receive = lkl__net_fd_receive,
	.wait = lkl__net_fd_wait,
	.configure = tap_configure,
	.abandon = lkl__net_fd_abandon,
	.close = lkl__net_fd_close,
};

/*
 * A macvtap that is deleted takes frames as before, and tells nobody who waits
 * for some. So who sends asks, at times.
 */
static int macvtap_send(struct lkl__net *net, unsigned int queue,
			struct lkl__net_frame *frames, unsigned int nr)
{
	struct tap *tap = (struct tap *)net;
	uint64_t now_ns = lkl__posix_time_ns();

	if (!queue && now_ns - tap->looked_ns > LOOK_NS) {
		tap->looked_ns = now_ns;
		if (!lkl__tap_has_interface(tap->fds.tx[0]))
			return -ENODEV;
	}
	return lkl__net_fd_send(net, queue, frames, nr);
}

static const struct lkl__net_ops macvtap_ops = {
	.send = macvtap_send,
	.receive = lkl__net_fd_receive,
	.wait = lkl__net_fd_wait,
	.configure = tap_configure,
	.abandon = lkl__net_fd_abandon,
	.close = lkl__net_fd_close,
};

static int new_tap(int fd, bool own, struct tap **new)
{
	struct tap *tap;
	int err;

	err = lkl__tap_set_header(fd, LKL__NET_HDR);
	if (!err)
		err = lkl__net_fd_nonblock(fd);
	if (err)
		return err;
	tap = calloc(1, sizeof(*tap));
	if (!tap)
		return -ENOMEM;
	lkl__net_init(&tap->fds.net, &tap_ops, LKL__NET_OFFLOADS);
	tap->fds.net.features = features_of(fd);
	tap->fds.rx[0] = fd;
	tap->fds.tx[0] = fd;
	tap->fds.own = own;
	tap->nr_attached = 1;
	*new = tap;
	return 0;
}

int lkl__net_open_tap_fd(int fd, bool own, struct lkl__net **net)
{
	struct tap *tap;
	int err = new_tap(fd, own, &tap);

	if (!err)
		*net = &tap->fds.net;
	return err;
}

/* Queues beyond the first wait until the driver wants them. */
static int add_queue(struct tap *tap, int fd)
{
	struct lkl__net *net = &tap->fds.net;
	int err;

	if (fd < 0)
		return fd;
	err = lkl__tap_set_header(fd, LKL__NET_HDR);
	if (!err)
		err = lkl__tap_attach(fd, 0);
	if (err) {
		close(fd);
		return err;
	}
	tap->fds.rx[net->nr_queues] = fd;
	tap->fds.tx[net->nr_queues++] = fd;
	return 0;
}

static int open_queues(const char *name, unsigned int nr_queues,
		       int (*open_queue)(const char *name, int multi),
		       struct lkl__net **net)
{
	struct tap *tap;
	int fd, err;

	fd = open_queue(name, nr_queues > 1);
	if (fd < 0)
		return fd;
	err = new_tap(fd, true, &tap);
	if (err) {
		close(fd);
		return err;
	}
	while (!err && tap->fds.net.nr_queues < nr_queues)
		err = add_queue(tap, open_queue(name, 1));
	if (err)
		lkl__net_fd_close(&tap->fds.net);
	else
		*net = &tap->fds.net;
	return err;
}

int lkl__net_open_tap(const char *name, unsigned int nr_queues,
		      struct lkl__net **net)
{
	return open_queues(name, nr_queues, lkl__tap_open, net);
}

int lkl__net_open_macvtap(const char *path, unsigned int nr_queues,
			  struct lkl__net **net)
{
	int err = open_queues(path, nr_queues, lkl__tap_open_device, net);

	if (!err)
		(*net)->ops = &macvtap_ops;
	return err;
}
