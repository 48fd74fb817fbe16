// SPDX-License-Identifier: GPL-2.0
/*
 * Walk descriptor chains and refuse every one that is not well formed.
 *
 * A kernel bug, or a kernel under a fuzzer, may write anything here. Nothing
 * is believed: descriptors are copied before they are checked, and no loop
 * runs longer than LKL__VQ_MAX.
 */
#include "dev/virtio/virtqueue_chain.h"

#include <endian.h>
#include <errno.h>
#include <linux/virtio_ring.h>
#include <string.h>

/* A descriptor table: the queue's own, or an indirect one. */
struct table {
	const struct vring_desc *desc;
	unsigned int num;
};

void *lkl__vq_translate(const struct lkl__vq_mem *mem, uint64_t addr,
			uint64_t bytes, uint64_t align)
{
	if (addr & (align - 1))
		return NULL;
	if (addr > mem->bytes || bytes > mem->bytes - addr)
		return NULL;
	return mem->base + addr;
}

static int read_desc(const struct table *table, unsigned int index,
		     struct vring_desc *desc)
{
	struct vring_desc raw;

	if (index >= table->num)
		return -EINVAL;
	memcpy(&raw, &table->desc[index], sizeof(raw));
	/* The copy is what is checked and used: memory is not read again. */
	__asm__ volatile("" : : "m"(raw) : "memory");
	desc->addr = le64toh(raw.addr);
	desc->len = le32toh(raw.len);
	desc->flags = le16toh(raw.flags);
	desc->next = le16toh(raw.next);
	return 0;
}

static int add_buffer(const struct lkl__vq_mem *mem,
		      const struct vring_desc *desc,
		      struct lkl__vq_chain *chain)
{
	unsigned int nr = chain->nr_out + chain->nr_in;
	void *addr;

	if (!desc->len || nr == LKL__VQ_MAX)
		return -EINVAL;
	addr = lkl__vq_translate(mem, desc->addr, desc->len, 1);
	if (!addr)
		return -EINVAL;

	if (!(desc->flags & VRING_DESC_F_WRITE) && chain->nr_in)
		return -EINVAL;
	if (desc->flags & VRING_DESC_F_WRITE)
		chain->nr_in++;
	else
		chain->nr_out++;
	chain->iov[nr].iov_base = addr;
	chain->iov[nr].iov_len = desc->len;
	return 0;
}

static int enter_indirect(const struct lkl__vq *vq,
			  const struct vring_desc *desc, struct table *table)
{
	if (!vq->indirect || (desc->flags & VRING_DESC_F_NEXT))
		return -EINVAL;
	if (!desc->len || desc->len % sizeof(struct vring_desc))
		return -EINVAL;
	table->desc = lkl__vq_translate(&vq->mem, desc->addr, desc->len,
					VRING_DESC_ALIGN_SIZE);
	table->num = desc->len / sizeof(struct vring_desc);
	return table->desc ? 0 : -EINVAL;
}

/* @desc is the first of @table; buffers are counted, so that loops end. */
static int walk_table(const struct lkl__vq *vq, const struct table *table,
		      struct vring_desc *desc, struct lkl__vq_chain *chain)
{
	int err;

	for (;;) {
		if (desc->flags & VRING_DESC_F_INDIRECT)
			return -EINVAL;
		err = add_buffer(&vq->mem, desc, chain);
		if (err || !(desc->flags & VRING_DESC_F_NEXT))
			return err;
		err = read_desc(table, desc->next, desc);
		if (err)
			return err;
	}
}

int lkl__vq_walk(const struct lkl__vq *vq, uint16_t head,
		 struct lkl__vq_chain *chain)
{
	struct table table = { vq->desc, vq->num };
	struct vring_desc desc;
	int err;

	chain->head = head;
	chain->nr_out = 0;
	chain->nr_in = 0;
	err = read_desc(&table, head, &desc);
	if (err)
		return err;
	if (desc.flags & VRING_DESC_F_INDIRECT) {
		err = enter_indirect(vq, &desc, &table);
		if (err)
			return err;
		err = read_desc(&table, 0, &desc);
		if (err)
			return err;
	}
	return walk_table(vq, &table, &desc, chain);
}
