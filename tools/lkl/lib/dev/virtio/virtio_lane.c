// SPDX-License-Identifier: GPL-2.0
/*
 * Carry requests from a virtqueue to its device and back.
 *
 * A notification must not be lost: the driver writes its ring, then
 * lkl__virtio_notify() reads which lanes are busy; a lane says that it is not
 * busy, then reads the ring. With a full barrier between each pair, one of
 * them sees the other.
 */
#include "dev/virtio/virtio_lane.h"

#include <asm/entry.h>
#include <linux/virtio_config.h>
#include <linux/virtio_mmio.h>

/* Requests after which a lane lets other work have a turn. */
#define LANE_BUDGET	64

void lkl__virtio_interrupt(struct lkl__virtio *dev, uint32_t why)
{
	__atomic_fetch_or(&dev->pending, why, __ATOMIC_ACQ_REL);
	lkl_trigger_irq(dev->irq);
}

static void set_busy(struct lkl__virtio_lane *lane, unsigned int busy)
{
	__atomic_store_n(&lane->busy, busy, __ATOMIC_SEQ_CST);
}

static struct lkl__virtio_lane *idle_lane(struct lkl__virtio_queue *q)
{
	unsigned int i;

	__atomic_thread_fence(__ATOMIC_SEQ_CST);
	for (i = 0; i < q->dev->nr_lanes; i++) {
		if (!__atomic_load_n(&q->lanes[i].busy, __ATOMIC_SEQ_CST))
			return &q->lanes[i];
	}
	return NULL;
}

int lkl__virtio_notify(struct lkl__virtio *dev, unsigned int queue)
{
	struct lkl__virtio_lane *lane;

	if (queue >= dev->nr_queues)
		return 0;
	if (dev->ops->notify && dev->ops->notify(dev, queue))
		return 0;
	lane = idle_lane(&dev->queues[queue]);
	return lkl__work_kick(lane ? &lane->work :
				     &dev->queues[queue].lanes[0].work);
}

static bool may_run(const struct lkl__virtio_queue *q)
{
	return !q->stopping && lkl__vq_enabled(&q->vq) &&
	       lkl__virtio_status(q->dev) & VIRTIO_CONFIG_S_DRIVER_OK &&
	       !__atomic_load_n(&q->dev->needs_reset, __ATOMIC_ACQUIRE);
}

bool lkl__virtio_queue_enter(struct lkl__virtio_queue *q)
{
	bool runs;

	pthread_mutex_lock(&q->lock);
	runs = may_run(q);
	if (runs)
		q->in_flight++;
	pthread_mutex_unlock(&q->lock);
	return runs;
}

void lkl__virtio_queue_leave(struct lkl__virtio_queue *q)
{
	pthread_mutex_lock(&q->lock);
	if (!--q->in_flight)
		pthread_cond_broadcast(&q->drained);
	pthread_mutex_unlock(&q->lock);
}

void lkl__virtio_kick(struct lkl__virtio *dev, unsigned int queue)
{
	lkl__virtio_notify(dev, queue);
	lkl__work_defer();
}

void lkl__virtio_fail(struct lkl__virtio *dev)
{
	__atomic_store_n(&dev->needs_reset, 1, __ATOMIC_RELEASE);
	lkl__virtio_interrupt(dev, VIRTIO_MMIO_INT_CONFIG);
}

/* Called with the queue's lock. Return: as lkl__vq_pop(). */
static int pop_or_listen(struct lkl__virtio_lane *lane)
{
	struct lkl__virtio_queue *q = lane->queue;
	int got;

	do {
		set_busy(lane, 1);
		got = may_run(q) ? lkl__vq_pop(&q->vq, &lane->chain) : 0;
		if (got)
			break;
		set_busy(lane, 0);
	} while (may_run(q) && lkl__vq_listen(&q->vq));
	return got;
}

static void want_reset(struct lkl__virtio_lane *lane)
{
	set_busy(lane, 0);
	lkl__virtio_fail(lane->queue->dev);
}

static bool take(struct lkl__virtio_lane *lane)
{
	struct lkl__virtio_queue *q = lane->queue;
	int got;

	pthread_mutex_lock(&q->lock);
	lkl__vq_quiet(&q->vq);
	got = pop_or_listen(lane);
	if (got > 0)
		q->in_flight++;
	pthread_mutex_unlock(&q->lock);

	if (got < 0)
		want_reset(lane);
	return got > 0;
}

void lkl__virtio_takes_long(struct lkl__virtio *dev, unsigned int queue)
{
	struct lkl__virtio_queue *q = &dev->queues[queue];
	struct lkl__virtio_lane *other = NULL;

	if (dev->nr_lanes == 1)
		return;
	pthread_mutex_lock(&q->lock);
	/* A driver that was not asked for it does not notify a busy queue. */
	if (may_run(q) && lkl__vq_listen(&q->vq))
		other = idle_lane(q);
	pthread_mutex_unlock(&q->lock);
	if (other) {
		lkl__work_kick(&other->work);
		lkl__work_defer();
	}
}

/*
 * The interrupt is raised without the lock: it may run the kernel, which may
 * stop this very queue.
 */
static void give(struct lkl__virtio_lane *lane, int64_t bytes)
{
	struct lkl__virtio_queue *q = lane->queue;
	bool signal = false;

	pthread_mutex_lock(&q->lock);
	if (bytes >= 0) {
		lkl__vq_push(&q->vq, lane->chain.head, bytes);
		signal = lkl__vq_signal(&q->vq);
	}
	if (!--q->in_flight)
		pthread_cond_broadcast(&q->drained);
	pthread_mutex_unlock(&q->lock);

	if (bytes < 0)
		want_reset(lane);
	else if (signal)
		lkl__virtio_interrupt(q->dev, VIRTIO_MMIO_INT_VRING);
}

static int lane_run(struct lkl__work *work)
{
	struct lkl__virtio_lane *lane = (struct lkl__virtio_lane *)work;
	struct lkl__virtio *dev = lane->queue->dev;
	unsigned int i;

	if (dev->ops->run)
		return dev->ops->run(dev, lane->queue->index);
	for (i = 0; i < LANE_BUDGET; i++) {
		if (!take(lane))
			return 0;
		give(lane, dev->ops->request(dev, lane->queue->index,
					     &lane->chain));
	}
	return 1;
}

void lkl__virtio_lane_init(struct lkl__virtio_lane *lane,
			   struct lkl__virtio_queue *q)
{
	_Static_assert(offsetof(struct lkl__virtio_lane, work) == 0,
		       "lane_run() finds the lane at its work");
	lane->queue = q;
	lkl__work_add(&lane->work, lane_run);
	lane->work.quick = q->dev->quick;
}
