// SPDX-License-Identifier: GPL-2.0
/*
 * The life of a virtio device: negotiate features, start queues, reset.
 *
 * Everything here but init and exit is called by the driver through register
 * accesses, one at a time, since the CPU is held.
 */
#include "dev/virtio/virtio.h"

#include <errno.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ring.h>
#include <stdlib.h>
#include <string.h>

#include "dev/virtio/virtio_lane.h"

#define QUEUE_FEATURES	((1ULL << VIRTIO_F_VERSION_1) |		\
			 (1ULL << VIRTIO_RING_F_INDIRECT_DESC) |	\
			 (1ULL << VIRTIO_RING_F_EVENT_IDX))

uint64_t lkl__virtio_offered(const struct lkl__virtio *dev)
{
	return dev->features | QUEUE_FEATURES;
}

static bool features_ok(const struct lkl__virtio *dev)
{
	return lkl__virtio_has(dev, VIRTIO_F_VERSION_1) &&
	       !(dev->driver_features & ~lkl__virtio_offered(dev));
}

uint32_t lkl__virtio_status(const struct lkl__virtio *dev)
{
	uint32_t status = __atomic_load_n(&dev->status, __ATOMIC_ACQUIRE);

	if (__atomic_load_n(&dev->needs_reset, __ATOMIC_ACQUIRE))
		status |= VIRTIO_CONFIG_S_NEEDS_RESET;
	return status;
}

int lkl__virtio_set_status(struct lkl__virtio *dev, uint32_t status)
{
	unsigned int i;
	int work = 0;

	status &= ~VIRTIO_CONFIG_S_NEEDS_RESET;
	if (!features_ok(dev))
		status &= ~VIRTIO_CONFIG_S_FEATURES_OK;
	__atomic_store_n(&dev->status, status, __ATOMIC_RELEASE);
	if (!(status & VIRTIO_CONFIG_S_DRIVER_OK))
		return 0;
	/* Requests may have been notified before, when they were not taken. */
	for (i = 0; i < dev->nr_queues; i++)
		work |= lkl__virtio_notify(dev, i);
	return work;
}

void lkl__virtio_queue_start(struct lkl__virtio_queue *q)
{
	q->setup.event_idx = lkl__virtio_has(q->dev, VIRTIO_RING_F_EVENT_IDX);
	q->setup.indirect = lkl__virtio_has(q->dev,
					    VIRTIO_RING_F_INDIRECT_DESC);
	pthread_mutex_lock(&q->lock);
	if (!lkl__vq_enabled(&q->vq)) {
		lkl__vq_enable(&q->vq, &q->dev->mem, &q->setup);
		q->generation++;
	}
	pthread_mutex_unlock(&q->lock);
}

void lkl__virtio_queue_stop(struct lkl__virtio_queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->stopping = true;
	while (q->in_flight)
		pthread_cond_wait(&q->drained, &q->lock);
	lkl__vq_disable(&q->vq);
	q->stopping = false;
	pthread_mutex_unlock(&q->lock);
}

void lkl__virtio_reset(struct lkl__virtio *dev)
{
	unsigned int i;

	__atomic_store_n(&dev->status, 0, __ATOMIC_RELEASE);
	for (i = 0; i < dev->nr_queues; i++) {
		lkl__virtio_queue_stop(&dev->queues[i]);
		memset(&dev->queues[i].setup, 0, sizeof(dev->queues[i].setup));
	}
	dev->driver_features = 0;
	__atomic_store_n(&dev->pending, 0, __ATOMIC_RELEASE);
	__atomic_store_n(&dev->needs_reset, 0, __ATOMIC_RELEASE);
}

static int init_queue(struct lkl__virtio_queue *q, struct lkl__virtio *dev,
		      unsigned int index)
{
	unsigned int i;

	q->lanes = calloc(dev->nr_lanes, sizeof(*q->lanes));
	if (!q->lanes)
		return -ENOMEM;
	q->dev = dev;
	q->index = index;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->drained, NULL);
	for (i = 0; i < dev->nr_lanes; i++)
		lkl__virtio_lane_init(&q->lanes[i], q);
	return 0;
}

static void exit_queue(struct lkl__virtio_queue *q)
{
	unsigned int i;

	for (i = 0; i < q->dev->nr_lanes; i++)
		lkl__work_remove(&q->lanes[i].work);
	pthread_cond_destroy(&q->drained);
	pthread_mutex_destroy(&q->lock);
	free(q->lanes);
}

int lkl__virtio_init(struct lkl__virtio *dev)
{
	struct lkl__virtio_queue *queues;
	unsigned int i;

	queues = calloc(dev->nr_queues, sizeof(*queues));
	if (!queues)
		return -ENOMEM;
	for (i = 0; i < dev->nr_queues; i++) {
		if (init_queue(&queues[i], dev, i))
			goto exit_queues;
	}
	/* lkl__virtio_is_busy() may look. */
	__atomic_store_n(&dev->queues, queues, __ATOMIC_RELEASE);
	return 0;

exit_queues:
	while (i--)
		exit_queue(&queues[i]);
	free(queues);
	return -ENOMEM;
}

static bool is_queue_busy(const struct lkl__virtio_queue *q)
{
	unsigned int i;

	for (i = 0; i < q->dev->nr_lanes; i++) {
		if (!lkl__work_is_idle(&q->lanes[i].work))
			return true;
	}
	return false;
}

bool lkl__virtio_is_busy(const struct lkl__virtio *dev)
{
	const struct lkl__virtio_queue *queues;
	unsigned int i;

	queues = __atomic_load_n(&dev->queues, __ATOMIC_ACQUIRE);
	for (i = 0; queues && i < dev->nr_queues; i++) {
		if (is_queue_busy(&queues[i]))
			return true;
	}
	return false;
}

void lkl__virtio_exit(struct lkl__virtio *dev)
{
	unsigned int i;

	lkl__virtio_reset(dev);
	for (i = 0; i < dev->nr_queues; i++)
		exit_queue(&dev->queues[i]);
	free(dev->queues);
	dev->queues = NULL;
}
