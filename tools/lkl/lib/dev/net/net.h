/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the frames of an interface come from and go to: one set of operations,
 * many back ends.
 */
#ifndef _LKL_DEV_NET_H
#define _LKL_DEV_NET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/uio.h>

#include "lkl_netdev.h"

struct lkl__net;

/** define LKL__NET_QUEUES - the largest number of queues, of each direction */
#define LKL__NET_QUEUES		16U

/** define LKL__NET_HDR - bytes of the virtio header before a frame */
#define LKL__NET_HDR		12U

/** define LKL__NET_BATCH - frames that are handed over at a time */
#define LKL__NET_BATCH		64U

/**
 * struct lkl__net_frame - a frame
 * @iov: its buffers, which begin with the virtio header if the back end has
 *	@vnet_hdr; the back end may change them
 * @nr: how many
 * @bytes: receiving: set to what was written, virtio header included
 */
struct lkl__net_frame {
	struct iovec *iov;
	unsigned int nr;
	size_t bytes;
};

/**
 * struct lkl__net_ready - queues, as bits
 * @rx: something can be received, or is wanted to be
 * @tx: something can be sent, or is wanted to be
 */
struct lkl__net_ready {
	uint32_t rx;
	uint32_t tx;
};

/**
 * struct lkl__net_ops - what a back end does
 *
 * Called on host threads without the CPU: @send by one thread a queue, all
 * others by the one that waits for the interface.
 */
struct lkl__net_ops {
	/**
	 * @send: Send the first of @nr frames. Does not block if the back end
	 * is @quick. Return: how many were sent or, as on a wire, lost, at
	 * least one; -EAGAIN if none can be sent now, and @wait will tell;
	 * another -errno if none can be sent ever again.
	 */
	int (*send)(struct lkl__net *net, unsigned int queue,
		    struct lkl__net_frame *frames, unsigned int nr);
	/**
	 * @receive: Fill up to @nr frames, of @max_frame bytes each, without
	 * blocking. Return: how many; -EAGAIN if there are none; another
	 * -errno if there never will be.
	 */
	int (*receive)(struct lkl__net *net, unsigned int queue,
		       struct lkl__net_frame *frames, unsigned int nr);
	/**
	 * @wait: Block until queues of @want are @ready, or the descriptor
	 * @wake_fd is readable, or @hup was called. Return: 0, or -errno if
	 * the back end is of no use any more.
	 */
	int (*wait)(struct lkl__net *net, int wake_fd,
		    const struct lkl__net_ready *want,
		    struct lkl__net_ready *ready);
	/** @hup: Make @wait return, now and always. NULL: @wake_fd does. */
	void (*hup)(struct lkl__net *net);
	/**
	 * @configure: The kernel takes frames with the offloads @features
	 * (VIRTIO_NET_F_GUEST_*) on the first @nr_queues. NULL: the back end
	 * has nothing to set.
	 */
	void (*configure)(struct lkl__net *net, uint64_t features,
			  unsigned int nr_queues);
	/**
	 * @abandon: In a child of fork(): close descriptors that belong to the
	 * back end, so that the parent's is the only one, and nothing else.
	 * NULL: they stay open until exec().
	 */
	void (*abandon)(struct lkl__net *net);
	/** @close: Free the back end. */
	void (*close)(struct lkl__net *net);
};

/** struct lkl__net - a back end; embedded in the struct of its kind */
struct lkl__net {
	/** @nd: what the program sees of it */
	struct lkl_netdev nd;
	/** @ops: what it does */
	const struct lkl__net_ops *ops;
	/** @features: offloads it can do, as VIRTIO_NET_F_* bits */
	uint64_t features;
	/** @max_frame: bytes of the longest frame, virtio header included */
	unsigned int max_frame;
	/** @nr_queues: of each direction, at least 1 */
	unsigned int nr_queues;
	/** @batch: most frames that @ops->receive has a use for at a time */
	unsigned int batch;
	/** @vnet_hdr: frames have the virtio header */
	bool vnet_hdr;
	/** @quick: sending does not block */
	bool quick;
};

/** define LKL__NET_OFFLOADS - all offloads that there are */
#define LKL__NET_OFFLOADS	(LKL_NETDEV_OFFLOAD_TX | LKL_NETDEV_OFFLOAD_RX)

/**
 * lkl__net_init() - fill in what most back ends have in common
 * @net: all zero
 * @ops: its operations
 * @features: see struct lkl__net; with any, frames have the virtio header
 *
 * One queue, one frame at a time.
 */
void lkl__net_init(struct lkl__net *net, const struct lkl__net_ops *ops,
		   uint64_t features);

/**
 * lkl__net_of() - the back end that a program's handle stands for
 * @nd: from one of the functions that create one
 *
 * Return: the back end, or NULL if @nd has functions of the program.
 */
struct lkl__net *lkl__net_of(struct lkl_netdev *nd);

/**
 * lkl__net_callbacks_open() - functions of the program as back end
 * @nd: the program's
 *
 * Return: the back end, or NULL.
 */
struct lkl__net *lkl__net_callbacks_open(struct lkl_netdev *nd);

#endif
