/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A small kernel for disks: the entry functions that the library calls, and a
 * virtio block driver that talks to the device through its registers.
 */
#ifndef LKL_TESTS_BLK_KERNEL_H
#define LKL_TESTS_BLK_KERNEL_H

#include <asm/entry.h>
#include <linux/virtio_blk.h>
#include <linux/virtio_config.h>
#include <linux/virtio_mmio.h>
#include <pthread.h>
#include <sched.h>
#include <sys/uio.h>

#include "dev/disk/blk.h"
#include "dev/virtio/virtio_blk.h"
#include "dev/virtio/virtio_mmio.h"
#include "host/mem.h"
#include "internal.h"
#include "virtqueue_guest.h"

#define QUEUE_SPACE	(16 * GUEST_PAGE)
#define BLK_NUM		64U
/* Each slot of a queue has a header, a status and its descriptors. */
#define SLOT_AT(q, slot) \
	(BUFFERS + (q) * 4 * GUEST_PAGE + (slot) * 256)
#define DATA_AT		(BUFFERS + 32 * GUEST_PAGE)

static struct guest guest;
static struct lkl_device added;
static int nr_added, nr_removed, running;
static unsigned int nr_irqs;
static struct lkl_thread self_thread;

int lkl_trigger_irq(int irq)
{
	(void)irq;
	__atomic_fetch_add(&nr_irqs, 1, __ATOMIC_SEQ_CST);
	return 0;
}

int lkl_get_free_irq(const char *user)
{
	(void)user;
	return 5;
}

void lkl_put_irq(int irq, const char *user)
{
	(void)irq;
	(void)user;
}

int lkl_add_device(struct lkl_thread *self, const struct lkl_device *dev)
{
	(void)self;
	added = *dev;
	return nr_added++;
}

int lkl_remove_device(struct lkl_thread *self, int id)
{
	(void)self;
	(void)id;
	nr_removed++;
	return 0;
}

int lkl_is_running(void)
{
	return running;
}

struct lkl_thread *lkl__self(void)
{
	return &self_thread;
}

static struct lkl__stage *stage;

void lkl__stage_add(struct lkl__stage *s)
{
	stage = s;
}

void *lkl__mem_base(void)
{
	return guest.mem.base;
}

unsigned long lkl__mem_size(void)
{
	return guest.mem.bytes;
}

/* Nobody else is there to do the work; tests that want it have threads. */
void lkl__work_defer(void)
{
}

/* The driver. */
struct driver {
	unsigned long base;
	uint64_t features;
	struct {
		struct guest ring;
		uint16_t last_used;
	} q[2];
};

static inline uint32_t reg_read(const struct driver *drv, unsigned int reg)
{
	return lkl__iomem_read(drv->base + reg, 4);
}

static inline int reg_write(const struct driver *drv, unsigned int reg,
			    uint32_t value)
{
	return lkl__iomem_write(drv->base + reg, value, 4);
}

static inline uint64_t driver_offered(const struct driver *drv)
{
	uint64_t high;

	reg_write(drv, VIRTIO_MMIO_DEVICE_FEATURES_SEL, 1);
	high = reg_read(drv, VIRTIO_MMIO_DEVICE_FEATURES);
	reg_write(drv, VIRTIO_MMIO_DEVICE_FEATURES_SEL, 0);
	return high << 32 | reg_read(drv, VIRTIO_MMIO_DEVICE_FEATURES);
}

static inline void driver_queue(struct driver *drv, unsigned int i)
{
	unsigned int at = i * QUEUE_SPACE / 2;
	struct guest *ring = &drv->q[i].ring;

	*ring = guest;
	ring->num = BLK_NUM;
	ring->desc = (void *)(guest.mem.base + DESC_AT + at);
	ring->avail = (void *)(guest.mem.base + AVAIL_AT + at);
	ring->used = (void *)(guest.mem.base + USED_AT + at);
	memset(ring->desc, 0, BLK_NUM * sizeof(*ring->desc));
	memset(ring->avail, 0, GUEST_PAGE);
	memset(ring->used, 0, GUEST_PAGE);
	drv->q[i].last_used = 0;
	reg_write(drv, VIRTIO_MMIO_QUEUE_SEL, i);
	reg_write(drv, VIRTIO_MMIO_QUEUE_NUM, BLK_NUM);
	reg_write(drv, VIRTIO_MMIO_QUEUE_DESC_LOW, DESC_AT + at);
	reg_write(drv, VIRTIO_MMIO_QUEUE_AVAIL_LOW, AVAIL_AT + at);
	reg_write(drv, VIRTIO_MMIO_QUEUE_USED_LOW, USED_AT + at);
	reg_write(drv, VIRTIO_MMIO_QUEUE_READY, 1);
}

static inline void driver_start(struct driver *drv, unsigned long base,
				unsigned int nr_queues)
{
	unsigned int i;

	drv->base = base;
	reg_write(drv, VIRTIO_MMIO_STATUS, 0);
	reg_write(drv, VIRTIO_MMIO_STATUS, 3);
	drv->features = driver_offered(drv);
	reg_write(drv, VIRTIO_MMIO_DRIVER_FEATURES_SEL, 0);
	reg_write(drv, VIRTIO_MMIO_DRIVER_FEATURES, drv->features);
	reg_write(drv, VIRTIO_MMIO_DRIVER_FEATURES_SEL, 1);
	reg_write(drv, VIRTIO_MMIO_DRIVER_FEATURES, drv->features >> 32);
	reg_write(drv, VIRTIO_MMIO_STATUS, 3 | VIRTIO_CONFIG_S_FEATURES_OK);
	for (i = 0; i < nr_queues; i++)
		driver_queue(drv, i);
	reg_write(drv, VIRTIO_MMIO_STATUS, 3 | VIRTIO_CONFIG_S_FEATURES_OK |
		  VIRTIO_CONFIG_S_DRIVER_OK);
}

/*
 * Offer a request: header, data at physical address @data, status. Up to 16
 * @slot numbers are in use at a time; each has four descriptors.
 */
static inline void driver_offer(struct driver *drv, unsigned int q,
				unsigned int slot, uint32_t type,
				uint64_t sector, uint64_t data, uint32_t bytes)
{
	struct guest *ring = &drv->q[q].ring;
	uint64_t at = SLOT_AT(q, slot);
	struct virtio_blk_outhdr header = { type, 0, sector };
	unsigned int d = slot * 4;
	bool in = type == VIRTIO_BLK_T_IN || type == VIRTIO_BLK_T_GET_ID;

	memcpy(guest.mem.base + at, &header, sizeof(header));
	guest.mem.base[at + 64] = 99;
	guest_desc(ring, d, at, sizeof(header), VRING_DESC_F_NEXT,
		   bytes ? d + 1 : d + 2);
	guest_desc(ring, d + 1, data, bytes, VRING_DESC_F_NEXT |
		   (in ? VRING_DESC_F_WRITE : 0), d + 2);
	guest_desc(ring, d + 2, at + 64, 1, VRING_DESC_F_WRITE, 0);
	guest_offer(ring, d);
}

static inline int driver_notify(const struct driver *drv, unsigned int q)
{
	return reg_write(drv, VIRTIO_MMIO_QUEUE_NOTIFY, q);
}

/* A request that is done, or -1. */
static inline int driver_done(struct driver *drv, unsigned int q)
{
	struct guest *ring = &drv->q[q].ring;
	uint16_t last = drv->q[q].last_used;

	if (__atomic_load_n(&ring->used->idx, __ATOMIC_ACQUIRE) == last)
		return -1;
	drv->q[q].last_used++;
	__atomic_store_n(guest_used_event(ring), drv->q[q].last_used,
			 __ATOMIC_RELAXED);
	return ring->used->ring[last % BLK_NUM].id / 4;
}

static inline int driver_status(unsigned int q, unsigned int slot)
{
	return guest.mem.base[SLOT_AT(q, slot) + 64];
}

/* One request, all of it. Return: its status, or -1 if it was not answered. */
static inline int driver_do(struct driver *drv, uint32_t type, uint64_t sector,
			    uint32_t bytes)
{
	driver_offer(drv, 0, 0, type, sector, DATA_AT, bytes);
	if (driver_notify(drv, 0))
		lkl__work_run();
	return driver_done(drv, 0) == 0 ? driver_status(0, 0) : -1;
}

static inline char *driver_data(void)
{
	return guest.mem.base + DATA_AT;
}

/* Device and driver for a back end, without lkl_disk_open(). */
static inline void driver_plug(struct driver *drv, struct lkl__virtio_blk *vblk,
			       struct lkl__virtio_mmio *mmio,
			       struct lkl__blk *blk, unsigned int nr_queues)
{
	guest_init(&guest, BLK_NUM);
	memset(vblk, 0, sizeof(*vblk));
	memset(mmio, 0, sizeof(*mmio));
	memcpy(vblk->serial, "unit-test", 9);
	lkl__virtio_blk_init(vblk, blk, nr_queues);
	if (lkl__virtio_mmio_plug(mmio, &vblk->dev))
		exit(1);
	driver_start(drv, mmio->mem.base, nr_queues);
}

#endif
