/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The disks that a program has added, by id.
 */
#ifndef _LKL_DEV_DISK_H
#define _LKL_DEV_DISK_H

#include "dev/slots.h"
#include "dev/virtio/virtio_blk.h"
#include "dev/virtio/virtio_mmio.h"

struct lkl_disk_options;

/** define LKL__DISK_QUEUES - the largest number of queues of a disk */
#define LKL__DISK_QUEUES	16U

/** struct lkl__disk - a disk */
struct lkl__disk {
	/** @slot: its place in the table */
	struct lkl__slot slot;
	/** @blk: its back end; belongs to the disk */
	struct lkl__blk *blk;
	/** @own_fd: what was opened for it, and is closed with @blk; or -1 */
	int own_fd;
	/** @lock_fd: what to unlock when it is closed, or -1 */
	int lock_fd;
	/** @nr_queues: at least 1 */
	unsigned int nr_queues;
	/** @serial: what the program gave, or empty */
	char serial[VIRTIO_BLK_ID_BYTES];
	/* private: */
	bool plugged;
	struct lkl__virtio_blk vblk;
	struct lkl__virtio_mmio mmio;
};

/**
 * lkl__disk_prepare() - open what a disk is made of
 * @disk: all zero; @blk to @serial are filled in
 * @options: see lkl_disk_open()
 *
 * Return: 0, or -errno with nothing left open.
 */
int lkl__disk_prepare(struct lkl__disk *disk,
		      const struct lkl_disk_options *options);

/* What programs have that were compiled before there was more. */
#define LKL__DISK_OPTIONS_MIN	offsetof(struct lkl_disk_options, waits)

/**
 * lkl__disk_open_base() - open what the other back ends are put on
 * @disk: its @blk is set, @own_fd and @lock_fd if there is such a thing
 * @options: checked
 *
 * Return: 0, or -errno with nothing left open.
 */
int lkl__disk_open_base(struct lkl__disk *disk,
			const struct lkl_disk_options *options);

/** lkl__disk_release() - undo lkl__disk_prepare() */
void lkl__disk_release(struct lkl__disk *disk);

/**
 * lkl__disk_insert() - give a prepared disk an id, and the kernel if it runs
 * @disk: on the heap; belongs to the table if this succeeds
 *
 * Return: the id, or -errno.
 */
int lkl__disk_insert(struct lkl__disk *disk);

/**
 * lkl__disk_kernel_id() - how the kernel knows a disk
 * @id: of the disk
 *
 * Return: what lkl_add_device() gave, or -ENODEV.
 */
int lkl__disk_kernel_id(int id);

/** lkl__disk_find() - the id of @disk, or -ENODEV */
int lkl__disk_find(const struct lkl__disk *disk);

#endif
