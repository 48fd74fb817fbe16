/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The virtio-mmio transport, version 2: a virtio device behind registers.
 */
#ifndef _LKL_DEV_VIRTIO_MMIO_H
#define _LKL_DEV_VIRTIO_MMIO_H

#include "host/iomem.h"
#include "dev/virtio/virtio.h"

/** struct lkl__virtio_mmio - the registers of one device */
struct lkl__virtio_mmio {
	/** @mem: where they are; @mem.base is valid while plugged */
	struct lkl__iomem mem;
	/** @dev: the device behind them */
	struct lkl__virtio *dev;
	/** @id: the kernel's, from lkl_add_device(), or negative */
	int id;
	/* private: */
	uint32_t device_features_sel;
	uint32_t driver_features_sel;
	uint32_t queue_sel;
};

/**
 * lkl__virtio_mmio_plug() - give a device to the running kernel
 * @mmio: all zero
 * @dev: filled in but for @irq and what lkl__virtio_init() sets
 *
 * The driver has probed it when this returns.
 * Context: a host thread outside the kernel.
 * Return: 0, or -errno with nothing left behind.
 */
int lkl__virtio_mmio_plug(struct lkl__virtio_mmio *mmio,
			  struct lkl__virtio *dev);

/**
 * lkl__virtio_mmio_unplug() - undo lkl__virtio_mmio_plug()
 * @mmio: plugged
 *
 * Also right after the kernel has halted.
 * Context: a host thread outside the kernel.
 */
void lkl__virtio_mmio_unplug(struct lkl__virtio_mmio *mmio);

/**
 * lkl__virtio_mmio_init() - the registers of a device
 * @mmio: all zero
 * @dev: the device, after lkl__virtio_init()
 */
void lkl__virtio_mmio_init(struct lkl__virtio_mmio *mmio,
			   struct lkl__virtio *dev);

#endif
