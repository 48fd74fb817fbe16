/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Descriptor chains of a virtqueue: what a driver wrote becomes host buffers.
 */
#ifndef _LKL_DEV_VIRTQUEUE_CHAIN_H
#define _LKL_DEV_VIRTQUEUE_CHAIN_H

#include "dev/virtio/virtqueue.h"

/**
 * lkl__vq_translate() - find physical memory
 * @mem: the kernel's memory
 * @addr: a physical address
 * @bytes: how much is accessed
 * @align: what @addr must be a multiple of; a power of two
 *
 * Return: its host address, or NULL if it is misaligned or not inside @mem.
 */
void *lkl__vq_translate(const struct lkl__vq_mem *mem, uint64_t addr,
			uint64_t bytes, uint64_t align);

/**
 * lkl__vq_walk() - collect the buffers of a chain
 * @vq: the queue
 * @head: first descriptor, as the driver gave it
 * @chain: filled in
 *
 * Return: 0, or -EINVAL if a descriptor or buffer is out of range or empty,
 * the chain loops, an indirect table is malformed or nested, or a buffer to
 * read follows one to write.
 */
int lkl__vq_walk(const struct lkl__vq *vq, uint16_t head,
		 struct lkl__vq_chain *chain);

#endif
