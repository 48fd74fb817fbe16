// SPDX-License-Identifier: GPL-2.0
/*
 * Virtio devices of other processes that end: what they have not answered
 * fails, where the stock drivers would wait for ever.
 */
#include <linux/err.h>
#include <linux/fuse.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/virtio.h>
#include <linux/virtio_blk.h>
#include <linux/virtio_config.h>
#include <linux/virtio_ids.h>
#include <linux/virtio_ring.h>

#include "vhost.h"

/* The device that is being failed, which takes nothing more. */
static const struct virtio_device *dying;
static DEFINE_MUTEX(dying_mutex);

/* The linker's names, see arch/lkl/Makefile. */
int __real_virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *sgs[],
			     unsigned int out, unsigned int in, void *data,
			     gfp_t gfp);
int __wrap_virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *sgs[],
			     unsigned int out, unsigned int in, void *data,
			     gfp_t gfp);

/* The last byte that a disk writes is how it went. */
static void preset_disk(struct scatterlist *sgs[], unsigned int in)
{
	struct scatterlist *last = sgs[in - 1];
	u8 *status = sg_virt(last);

	status[last->length - 1] = VIRTIO_BLK_S_IOERR;
}

/* A share's reply begins with a header. */
static void preset_share(struct scatterlist *sgs[], unsigned int in)
{
	struct fuse_out_header *h = sg_virt(sgs[0]);

	if (sgs[0]->length < sizeof(*h))
		return;
	h->len = sizeof(*h);
	h->error = -EIO;
}

/* For all devices of the kernel: a request that nobody answers has failed. */
int __wrap_virtqueue_add_sgs(struct virtqueue *vq, struct scatterlist *sgs[],
			     unsigned int out, unsigned int in, void *data,
			     gfp_t gfp)
{
	if (vq->vdev == dying)
		return -EIO;
	if (in && vq->vdev->id.device == VIRTIO_ID_BLOCK)
		preset_disk(sgs + out, in);
	if (in && vq->vdev->id.device == VIRTIO_ID_FS)
		preset_share(sgs + out, in);
	return __real_virtqueue_add_sgs(vq, sgs, out, in, data, gfp);
}

/*
 * Take every request out of a queue, those too that were answered and that the
 * driver has not seen yet. Returns how many there were.
 */
static unsigned int take_all(struct virtqueue *vq, void **requests)
{
	unsigned int nr = 0, bytes;
	void *request;

	while ((request = virtqueue_get_buf(vq, &bytes)) != NULL)
		requests[nr++] = request;
	while ((request = virtqueue_detach_unused_buf(vq)) != NULL)
		requests[nr++] = request;
	return nr;
}

/* Be the device: put them back, with a buffer of no use, as answered. */
static void answer_all(struct virtqueue *vq, void **requests, unsigned int nr,
		       void *buffer)
{
	const struct vring *ring = virtqueue_get_vring(vq);
	u16 used = virtio16_to_cpu(vq->vdev, ring->used->idx);
	unsigned int i, at;
	struct scatterlist sg;
	u16 head;

	sg_init_one(&sg, buffer, 1);
	for (i = 0; i < nr; i++) {
		at = virtio16_to_cpu(vq->vdev, ring->avail->idx);
		/* There is room, as they were in the queue before. */
		if (virtqueue_add_inbuf(vq, &sg, 1, requests[i], GFP_ATOMIC))
			break;
		head = virtio16_to_cpu(vq->vdev,
				       ring->avail->ring[at % ring->num]);
		ring->used->ring[used % ring->num] = (vring_used_elem_t) {
			.id = cpu_to_virtio32(vq->vdev, head),
		};
		used++;
	}
	ring->used->idx = cpu_to_virtio16(vq->vdev, used);
	vring_interrupt(0, vq);
}

/* Returns how many requests there were. */
static unsigned int fail_queue(struct virtqueue *vq, void *buffer)
{
	unsigned int nr;
	void **requests;

	requests = kcalloc(virtqueue_get_vring_size(vq), sizeof(*requests),
			   GFP_ATOMIC);
	if (!requests)
		return 1;
	nr = take_all(vq, requests);
	if (nr)
		answer_all(vq, requests, nr, buffer);
	kfree(requests);
	return nr;
}

/*
 * With interrupts off nobody else has the CPU, so no driver is at its queues.
 * Returns whether they are empty; the device is broken then.
 */
static bool fail_queues(struct virtio_device *vdev, void *buffer)
{
	struct virtqueue *vq;
	unsigned int nr = 0;
	unsigned long flags;

	local_irq_save(flags);
	list_for_each_entry(vq, &vdev->vqs, list)
		nr += fail_queue(vq, buffer);
	if (!nr)
		virtio_break_device(vdev);
	local_irq_restore(flags);
	return !nr;
}

/*
 * In place of virtio_break_device(), when the connection is lost. Drivers that
 * look at answers from a work item get the time for it.
 */
void lkl_um_vhost_broken(struct virtio_device *vdev)
{
	void *buffer = kmalloc(SMP_CACHE_BYTES, GFP_KERNEL | __GFP_NOFAIL);

	dev_err(&vdev->dev, "the other process is gone\n");
	mutex_lock(&dying_mutex);
	dying = vdev;
	while (!fail_queues(vdev, buffer))
		schedule_timeout_uninterruptible(1);
	dying = NULL;
	mutex_unlock(&dying_mutex);
	kfree(buffer);
}

/* Of the two formats of queues, it is the older that is understood above. */
void lkl_um_vhost_features(struct virtio_device *vdev)
{
	vring_transport_features(vdev);
	__virtio_clear_bit(vdev, VIRTIO_F_RING_PACKED);
}
