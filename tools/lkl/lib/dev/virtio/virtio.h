/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A virtio device without its transport: features, queues, interrupts.
 */
#ifndef _LKL_DEV_VIRTIO_H
#define _LKL_DEV_VIRTIO_H

#include <pthread.h>

#include "host/work.h"
#include "dev/virtio/virtqueue.h"

struct lkl__virtio;
struct lkl__virtio_queue;

/** struct lkl__virtio_ops - what a kind of device does */
struct lkl__virtio_ops {
	/**
	 * @request: Do a request of queue number @queue.
	 * Context: a host thread without the CPU, may block; up to @nr_lanes
	 * threads a queue. Return: bytes written to its buffers, or -EINVAL
	 * if the request cannot even be answered; the device then wants to be
	 * reset.
	 */
	int64_t (*request)(struct lkl__virtio *dev, unsigned int queue,
			   struct lkl__vq_chain *chain);
	/**
	 * @notify: The driver has notified queue number @queue. Return: true
	 * if that was all there is to do. NULL: it never is.
	 * Context: the CPU is held, most of the time; no block.
	 */
	bool (*notify)(struct lkl__virtio *dev, unsigned int queue);
	/**
	 * @run: The driver has notified queue number @queue. For devices that
	 * take many requests at a time, between lkl__virtio_queue_enter() and
	 * lkl__virtio_queue_leave(); @request is then not used, and @nr_lanes
	 * is 1. Context: as @request, one thread a queue.
	 * Return: nonzero to be run again, after other work.
	 */
	int (*run)(struct lkl__virtio *dev, unsigned int queue);
};

/**
 * struct lkl__virtio_lane - one request of a queue at a time
 *
 * Kicking a lane makes it take requests until there are none. Requests are
 * mostly done sooner than another thread could be called to help, so that one
 * lane does them all; but lkl__virtio_takes_long().
 */
struct lkl__virtio_lane {
	/* private: */
	struct lkl__work work;
	struct lkl__virtio_queue *queue;
	unsigned int busy;
	struct lkl__vq_chain chain;
};

/** struct lkl__virtio_queue - a queue and the requests it has under way */
struct lkl__virtio_queue {
	/* private: */
	struct lkl__virtio *dev;
	unsigned int index;
	struct lkl__vq_setup setup;
	/* @lock protects what follows; never held while a request is done. */
	pthread_mutex_t lock;
	pthread_cond_t drained;
	struct lkl__vq vq;
	unsigned int generation;
	unsigned int in_flight;
	bool stopping;
	struct lkl__virtio_lane *lanes;
};

/**
 * struct lkl__virtio - a device
 *
 * The owner fills in everything up to @irq and calls lkl__virtio_init().
 */
struct lkl__virtio {
	/** @ops: what it does */
	const struct lkl__virtio_ops *ops;
	/** @id: its kind, VIRTIO_ID_* */
	uint32_t id;
	/** @features: of its kind; those of the queues are added */
	uint64_t features;
	/** @config: its configuration space, which the driver only reads */
	const void *config;
	/** @config_bytes: size of @config */
	size_t config_bytes;
	/** @nr_queues: how many queues */
	unsigned int nr_queues;
	/** @nr_lanes: requests of a queue that may be under way at a time */
	unsigned int nr_lanes;
	/** @quick: @run is as struct lkl__work says of quick work */
	bool quick;
	/** @mem: the kernel's memory */
	struct lkl__vq_mem mem;
	/** @irq: from lkl_get_free_irq() */
	int irq;
	/* private: */
	struct lkl__virtio_queue *queues;
	uint64_t driver_features;
	uint32_t status;
	uint32_t pending;
	uint32_t needs_reset;
};

/** lkl__virtio_init() - make a device ready. Return: 0 or -ENOMEM */
int lkl__virtio_init(struct lkl__virtio *dev);

/**
 * lkl__virtio_exit() - free what lkl__virtio_init() made
 * @dev: no driver is bound to it
 *
 * Context: a host thread without the CPU; waits for requests under way.
 */
void lkl__virtio_exit(struct lkl__virtio *dev);

/**
 * lkl__virtio_is_busy() - whether requests are waiting or under way
 *
 * That is from lkl__virtio_notify() until the driver was told of the answer.
 * Context: any thread, but during lkl__virtio_exit(); lock-free.
 */
bool lkl__virtio_is_busy(const struct lkl__virtio *dev);

/**
 * lkl__virtio_notify() - the driver has put requests into a queue
 * @dev: the device
 * @queue: its number; one that does not exist is ignored
 *
 * Context: the CPU is held; lock-free.
 * Return: nonzero if there is work to do now.
 */
int lkl__virtio_notify(struct lkl__virtio *dev, unsigned int queue);

/**
 * lkl__virtio_queue_start() - the driver has set a queue up
 * @q: the queue, with its setup
 *
 * A setup that makes no sense leaves the queue as it was.
 */
void lkl__virtio_queue_start(struct lkl__virtio_queue *q);

/**
 * lkl__virtio_queue_stop() - the driver takes a queue back
 * @q: the queue
 *
 * Neither the queue nor buffers of its requests are accessed any more when
 * this returns: the driver frees them next. So this waits for requests under
 * way, although the CPU is held. Drivers drain their queues first, and then
 * there are none.
 */
void lkl__virtio_queue_stop(struct lkl__virtio_queue *q);

/**
 * lkl__virtio_queue_enter() - begin to use a queue outside of @request
 * @q: the queue, which the caller alone uses, one thread at a time
 *
 * The driver cannot take the queue back before lkl__virtio_queue_leave(), and
 * waits for it with the CPU held: the kernel is not to be entered in between.
 * What was taken from the queue may be kept from one time to the next, as long
 * as @q->generation is the same.
 *
 * Return: whether the queue runs. If not, @run is called when it does.
 */
bool lkl__virtio_queue_enter(struct lkl__virtio_queue *q);

/** lkl__virtio_queue_leave() - end what lkl__virtio_queue_enter() began */
void lkl__virtio_queue_leave(struct lkl__virtio_queue *q);

/**
 * lkl__virtio_kick() - have @run called for a queue
 * @dev: the device
 * @queue: its number
 *
 * Context: a host thread without the CPU, which may be made to do it.
 */
void lkl__virtio_kick(struct lkl__virtio *dev, unsigned int queue);

/**
 * lkl__virtio_takes_long() - do not hold up requests behind this one
 * @dev: the device
 * @queue: number of the queue
 *
 * Another lane takes them, if there is one left.
 * Context: a thread that is in @request, before what takes long.
 */
void lkl__virtio_takes_long(struct lkl__virtio *dev, unsigned int queue);

/**
 * lkl__virtio_interrupt() - tell the driver
 * @dev: the device
 * @why: VIRTIO_MMIO_INT_*
 *
 * Context: a host thread without the CPU, which may get it to run the kernel.
 */
void lkl__virtio_interrupt(struct lkl__virtio *dev, uint32_t why);

/** lkl__virtio_fail() - the driver wrote nonsense: ask it to reset @dev */
void lkl__virtio_fail(struct lkl__virtio *dev);

/** lkl__virtio_has() - whether the driver has chosen a feature */
static inline bool lkl__virtio_has(const struct lkl__virtio *dev,
				   unsigned int feature)
{
	return dev->driver_features >> feature & 1;
}

/** lkl__virtio_reset() - the driver starts anew: queues stop */
void lkl__virtio_reset(struct lkl__virtio *dev);

/**
 * lkl__virtio_set_status() - the driver has come further
 * @dev: the device
 * @status: VIRTIO_CONFIG_S_*; VIRTIO_CONFIG_S_FEATURES_OK does not stick
 * unless the driver's features are a choice of what is offered
 *
 * Return: nonzero if there is work to do now.
 */
int lkl__virtio_set_status(struct lkl__virtio *dev, uint32_t status);

/** lkl__virtio_status() - what the driver reads of the status */
uint32_t lkl__virtio_status(const struct lkl__virtio *dev);

/** lkl__virtio_offered() - all features of a device, its queues' included */
uint64_t lkl__virtio_offered(const struct lkl__virtio *dev);

#endif
