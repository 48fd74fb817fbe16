// SPDX-License-Identifier: GPL-2.0
/*
 * Registers of a virtio device, as virtio 1.2 section 4.2.2 lays them out.
 *
 * All of this runs with the CPU held, so one access at a time.
 */
#include "dev/virtio/virtio_mmio.h"

#include <linux/virtio_mmio.h>

#define MAGIC		0x74726976	/* "virt" */
#define VERSION		2
#define VENDOR		0x4c4b4c	/* "LKL" */

static struct lkl__virtio_mmio *to_mmio(struct lkl__iomem *mem)
{
	_Static_assert(offsetof(struct lkl__virtio_mmio, mem) == 0,
		       "registers start with their address");
	return (struct lkl__virtio_mmio *)mem;
}

static struct lkl__virtio_queue *selected(struct lkl__virtio_mmio *mmio)
{
	if (mmio->queue_sel >= mmio->dev->nr_queues)
		return NULL;
	return &mmio->dev->queues[mmio->queue_sel];
}

static void set_low(uint64_t *where, uint32_t value)
{
	*where = (*where & ~0xffffffffULL) | value;
}

static void set_high(uint64_t *where, uint32_t value)
{
	*where = (*where & 0xffffffffULL) | (uint64_t)value << 32;
}

static void set_half(uint64_t *where, uint32_t half, uint32_t value)
{
	if (half == 0)
		set_low(where, value);
	else if (half == 1)
		set_high(where, value);
}

static uint32_t get_half(uint64_t value, uint32_t half)
{
	return half == 0 ? value : half == 1 ? value >> 32 : 0;
}

static unsigned long long read_config(const struct lkl__virtio *dev,
				      unsigned long offset, int size)
{
	const unsigned char *field =
		(const unsigned char *)dev->config + offset;
	unsigned long long value = 0;

	if (offset >= dev->config_bytes ||
	    (unsigned long)size > dev->config_bytes - offset)
		return 0;
	/* Little endian, and the device may change a byte meanwhile. */
	while (size--)
		value = value << 8 |
			__atomic_load_n(&field[size], __ATOMIC_RELAXED);
	return value;
}

static uint32_t read_queue(struct lkl__virtio_mmio *mmio, unsigned long offset)
{
	struct lkl__virtio_queue *q = selected(mmio);

	if (!q)
		return 0;
	return offset == VIRTIO_MMIO_QUEUE_NUM_MAX ? LKL__VQ_MAX :
						     lkl__vq_enabled(&q->vq);
}

static unsigned long long mmio_read(struct lkl__iomem *mem,
				    unsigned long offset, int size)
{
	struct lkl__virtio_mmio *mmio = to_mmio(mem);
	struct lkl__virtio *dev = mmio->dev;

	if (offset >= VIRTIO_MMIO_CONFIG)
		return read_config(dev, offset - VIRTIO_MMIO_CONFIG, size);
	switch (offset) {
	case VIRTIO_MMIO_MAGIC_VALUE:
		return MAGIC;
	case VIRTIO_MMIO_VERSION:
		return VERSION;
	case VIRTIO_MMIO_DEVICE_ID:
		return dev->id;
	case VIRTIO_MMIO_VENDOR_ID:
		return VENDOR;
	case VIRTIO_MMIO_DEVICE_FEATURES:
		return get_half(lkl__virtio_offered(dev),
				mmio->device_features_sel);
	case VIRTIO_MMIO_QUEUE_NUM_MAX:
	case VIRTIO_MMIO_QUEUE_READY:
		return read_queue(mmio, offset);
	case VIRTIO_MMIO_INTERRUPT_STATUS:
		return __atomic_load_n(&dev->pending, __ATOMIC_ACQUIRE);
	case VIRTIO_MMIO_STATUS:
		return lkl__virtio_status(dev);
	case VIRTIO_MMIO_SHM_LEN_LOW:
	case VIRTIO_MMIO_SHM_LEN_HIGH:
		/* A length of all ones: there is no such region. */
		return 0xffffffff;
	default:
		return 0;
	}
}

static void write_queue(struct lkl__virtio_queue *q, unsigned long offset,
			uint32_t value)
{
	switch (offset) {
	case VIRTIO_MMIO_QUEUE_NUM:
		q->setup.num = value;
		break;
	case VIRTIO_MMIO_QUEUE_DESC_LOW:
		set_low(&q->setup.desc, value);
		break;
	case VIRTIO_MMIO_QUEUE_DESC_HIGH:
		set_high(&q->setup.desc, value);
		break;
	case VIRTIO_MMIO_QUEUE_AVAIL_LOW:
		set_low(&q->setup.avail, value);
		break;
	case VIRTIO_MMIO_QUEUE_AVAIL_HIGH:
		set_high(&q->setup.avail, value);
		break;
	case VIRTIO_MMIO_QUEUE_USED_LOW:
		set_low(&q->setup.used, value);
		break;
	case VIRTIO_MMIO_QUEUE_USED_HIGH:
		set_high(&q->setup.used, value);
		break;
	case VIRTIO_MMIO_QUEUE_READY:
		if (value)
			lkl__virtio_queue_start(q);
		else
			lkl__virtio_queue_stop(q);
		break;
	}
}

static int write_status(struct lkl__virtio *dev, uint32_t value)
{
	if (value)
		return lkl__virtio_set_status(dev, value);
	lkl__virtio_reset(dev);
	return 0;
}

static int mmio_write(struct lkl__iomem *mem, unsigned long offset,
		      unsigned long long value, int size)
{
	struct lkl__virtio_mmio *mmio = to_mmio(mem);
	struct lkl__virtio *dev = mmio->dev;
	struct lkl__virtio_queue *q = selected(mmio);

	/* Every register is 32 bits wide, and the configuration read-only. */
	if (size != 4)
		return 0;
	switch (offset) {
	case VIRTIO_MMIO_DEVICE_FEATURES_SEL:
		mmio->device_features_sel = value;
		return 0;
	case VIRTIO_MMIO_DRIVER_FEATURES_SEL:
		mmio->driver_features_sel = value;
		return 0;
	case VIRTIO_MMIO_DRIVER_FEATURES:
		set_half(&dev->driver_features, mmio->driver_features_sel,
			 value);
		return 0;
	case VIRTIO_MMIO_QUEUE_SEL:
		mmio->queue_sel = value;
		return 0;
	case VIRTIO_MMIO_QUEUE_NOTIFY:
		return lkl__virtio_notify(dev, value);
	case VIRTIO_MMIO_INTERRUPT_ACK:
		__atomic_fetch_and(&dev->pending, ~(uint32_t)value,
				   __ATOMIC_ACQ_REL);
		return 0;
	case VIRTIO_MMIO_STATUS:
		return write_status(dev, value);
	default:
		if (q)
			write_queue(q, offset, value);
		return 0;
	}
}

void lkl__virtio_mmio_init(struct lkl__virtio_mmio *mmio,
			   struct lkl__virtio *dev)
{
	mmio->dev = dev;
	mmio->id = -1;
	mmio->mem.read = mmio_read;
	mmio->mem.write = mmio_write;
	mmio->mem.size = VIRTIO_MMIO_CONFIG + dev->config_bytes;
}
