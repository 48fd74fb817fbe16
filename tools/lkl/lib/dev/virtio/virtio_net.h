/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The virtio network device: queues of the kernel for a back end.
 */
#ifndef _LKL_DEV_VIRTIO_NET_H
#define _LKL_DEV_VIRTIO_NET_H

#include <endian.h>
#include <linux/virtio_net.h>

#include "dev/net/net.h"
#include "dev/virtio/virtio.h"
#include "dev/virtio/virtio_net_frames.h"

/* Newer than the headers of some hosts. */
#define LKL__NET_F_GUEST_USO4	54
#define LKL__NET_F_GUEST_USO6	55
#define LKL__NET_F_HOST_USO	56

/** struct lkl__virtio_net - an interface that the kernel sees */
struct lkl__virtio_net {
	/** @dev: the virtio device */
	struct lkl__virtio dev;
	/** @net: what is behind it */
	struct lkl__net *net;
	/** @wake: make the thread that waits look again */
	void (*wake)(struct lkl__virtio_net *vnet);
	/** @received: so much was received, and the driver is told next */
	void (*received)(struct lkl__virtio_net *vnet, unsigned int nr,
			 uint64_t bytes);
	/* private: */
	struct virtio_net_config config;
	struct lkl__net_tx *tx;
	struct lkl__net_rx *rx;
	/* Queues, as bits: with room for frames; with frames that wait. */
	uint32_t rx_room;
	uint32_t tx_blocked;
	/* Threads that sleep receive, and what is sent is no stream. */
	bool attended;
	/* What the driver wants, and a count of changes. */
	uint32_t nr_active;
	uint64_t offloads;
	uint32_t nr_changes;
	/* Why there is no carrier, or 0. */
	int error;
};

/** enum lkl__net_got - how receiving ended */
enum lkl__net_got {
	/** @LKL__NET_EMPTY: the back end has no more frames now */
	LKL__NET_EMPTY,
	/** @LKL__NET_FULL: the driver has no more buffers now */
	LKL__NET_FULL,
	/** @LKL__NET_MORE: there is more, but others want a turn */
	LKL__NET_MORE,
};

/**
 * lkl__virtio_net_init() - fill in a device
 * @vnet: all zero but @wake
 * @net: the back end; stays the caller's
 * @options: mac, mtu, no_offload are used
 *
 * Plugging it in comes next. Return: 0 or -ENOMEM.
 */
int lkl__virtio_net_init(struct lkl__virtio_net *vnet, struct lkl__net *net,
			 const struct lkl_netdev_options *options);

/** lkl__virtio_net_exit() - free what lkl__virtio_net_init() made */
void lkl__virtio_net_exit(struct lkl__virtio_net *vnet);

/**
 * lkl__virtio_net_receive() - move frames from the back end to the driver
 * @vnet: the device
 * @pair: number of the queue
 *
 * Return: enum lkl__net_got, or -errno if the back end is of no use any more.
 * With LKL__NET_FULL, @vnet->wake is called when there are buffers.
 */
int lkl__virtio_net_receive(struct lkl__virtio_net *vnet, unsigned int pair);

/** lkl__virtio_net_send() - the run operation of a queue to send from */
int lkl__virtio_net_send(struct lkl__virtio_net *vnet, unsigned int pair);

/**
 * lkl__virtio_net_leave() - whether a thread leaves a queue to a worker
 * @vnet: the device
 * @pair: number of the queue
 * @work: of the queue; is for workers after that, if so
 *
 * Called before the queue is run.
 */
bool lkl__virtio_net_leave(struct lkl__virtio_net *vnet, unsigned int pair,
			   struct lkl__work *work);

/**
 * lkl__virtio_net_follow() - whether a worker has a stream that goes on
 * @vnet: the device
 * @pair: number of the queue
 * @q: the queue; between enter and leave
 */
bool lkl__virtio_net_follow(struct lkl__virtio_net *vnet, unsigned int pair,
			    struct lkl__virtio_queue *q);

/** lkl__virtio_net_sends_bulk() - whether the driver sends large frames now */
bool lkl__virtio_net_sends_bulk(const struct lkl__virtio_net *vnet);

/**
 * lkl__virtio_net_sendable() - a back end that could not send can
 * @vnet: the device
 * @pairs: numbers of queues, as bits
 */
void lkl__virtio_net_sendable(struct lkl__virtio_net *vnet, uint32_t pairs);

/**
 * lkl__virtio_net_control() - follow the driver's commands
 * @vnet: the device
 *
 * Context: the CPU is held: the driver waits for the answer in a loop.
 */
void lkl__virtio_net_control(struct lkl__virtio_net *vnet);

/**
 * lkl__virtio_net_die() - the back end is of no use any more: no carrier
 * @vnet: the device
 * @error: why, -errno
 */
void lkl__virtio_net_die(struct lkl__virtio_net *vnet, int error);

/** lkl__virtio_net_error() - why there is no carrier, or 0 */
static inline int lkl__virtio_net_error(const struct lkl__virtio_net *vnet)
{
	return __atomic_load_n(&vnet->error, __ATOMIC_ACQUIRE);
}

/* Queues are rx 0, tx 0, rx 1, tx 1, ..., control. */
static inline struct lkl__virtio_queue *
lkl__virtio_net_rxq(struct lkl__virtio_net *vnet, unsigned int pair)
{
	return &vnet->dev.queues[2 * pair];
}

static inline struct lkl__virtio_queue *
lkl__virtio_net_txq(struct lkl__virtio_net *vnet, unsigned int pair)
{
	return &vnet->dev.queues[2 * pair + 1];
}

#endif
