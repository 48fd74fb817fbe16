/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The interfaces that a program has added, by id.
 */
#ifndef _LKL_DEV_NETDEV_H
#define _LKL_DEV_NETDEV_H

#include "dev/slots.h"
#include "dev/virtio/virtio_mmio.h"
#include "dev/virtio/virtio_net.h"

/** struct lkl__netdev - an interface */
struct lkl__netdev {
	/** @slot: its place in the table */
	struct lkl__slot slot;
	/** @net: its back end */
	struct lkl__net *net;
	/** @options: mac, mtu and no_offload are used; mac is @mac or NULL */
	struct lkl_netdev_options options;
	/** @mac: its address, if the program gave one */
	uint8_t mac[6];
	/* private: */
	struct lkl_netdev *nd;
	bool plugged;
	struct lkl__virtio_net vnet;
	struct lkl__virtio_mmio mmio;
	/* The thread that waits, see netdev_poll.c and netdev_wait.c. */
	unsigned long thread;
	int wake_fd;
	int woken;
	int waits;
	int stop;
	unsigned int generation;
	uint32_t nr_changes;
};

/**
 * lkl__netdev_insert() - give an interface an id, and the kernel if it runs
 * @dev: on the heap; belongs to the table if this succeeds
 *
 * Context: a thread that cannot be cancelled, as for all that follow.
 * Return: the id, or -errno.
 */
int lkl__netdev_insert(struct lkl__netdev *dev);

/**
 * lkl__netdev_take_out() - pull an interface out, and out of the table
 * @id: its id
 *
 * Return: it, now the caller's; NULL if there is none.
 */
struct lkl__netdev *lkl__netdev_take_out(int id);

/**
 * lkl__netdev_poll_start() - start the thread that waits for an interface
 * @dev: with its back end and device
 *
 * Return: 0, -ENOSYS on a host without threads, -ENOMEM, -EMFILE.
 */
int lkl__netdev_poll_start(struct lkl__netdev *dev);

/** lkl__netdev_poll_stop() - end that thread and wait for it */
void lkl__netdev_poll_stop(struct lkl__netdev *dev);

/**
 * lkl__netdev_wait() - sleep until there is something to do
 * @dev: the interface of the calling thread
 * @want: queues that are waited for
 * @ready: set to those that are ready; none if the thread was woken
 *
 * Return: as the wait operation of the back end.
 */
int lkl__netdev_wait(struct lkl__netdev *dev,
		     const struct lkl__net_ready *want,
		     struct lkl__net_ready *ready);

/**
 * lkl__netdev_uso() - have the driver use its offload of UDP, if it has that
 * @dev: an interface that was added
 */
void lkl__netdev_uso(const struct lkl__netdev *dev);

/** lkl__netdev_kernel_id() - how the kernel knows an interface, or -ENODEV */
int lkl__netdev_kernel_id(int id);

/** lkl__netdev_wake() - have that thread look again */
void lkl__netdev_wake(struct lkl__virtio_net *vnet);

#endif
