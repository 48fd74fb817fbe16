// SPDX-License-Identifier: GPL-2.0
/*
 * The table of devices by address.
 */
#include <errno.h>
#include <stddef.h>

#include "host/iomem.h"

#define MAX_DEVICES	1024

/* Above any memory that a kernel can have, so that no resource overlaps. */
#define IOMEM_BASE	(1UL << (sizeof(long) == 8 ? 40 : 31))

static struct lkl__iomem *devices[MAX_DEVICES];

static struct lkl__iomem *find(unsigned long addr)
{
	unsigned long slot = (addr - IOMEM_BASE) / LKL__IOMEM_SIZE;
	struct lkl__iomem *mem;

	if (slot >= MAX_DEVICES)
		return NULL;
	mem = __atomic_load_n(&devices[slot], __ATOMIC_ACQUIRE);
	if (!mem || addr - mem->base >= mem->size)
		return NULL;
	return mem;
}

unsigned long long lkl__iomem_read(unsigned long addr, int size)
{
	struct lkl__iomem *mem = find(addr);

	if (!mem)
		return ~0ULL >> (64 - 8 * size);
	return mem->read(mem, addr - mem->base, size);
}

int lkl__iomem_write(unsigned long addr, unsigned long long value, int size)
{
	struct lkl__iomem *mem = find(addr);

	if (!mem)
		return 0;
	return mem->write(mem, addr - mem->base, value, size);
}

int lkl__iomem_add(struct lkl__iomem *mem)
{
	struct lkl__iomem *expected;
	unsigned long slot;

	if (!mem->size || mem->size > LKL__IOMEM_SIZE)
		return -EINVAL;
	for (slot = 0; slot < MAX_DEVICES; slot++) {
		expected = NULL;
		mem->base = IOMEM_BASE + slot * LKL__IOMEM_SIZE;
		if (__atomic_compare_exchange_n(&devices[slot], &expected, mem,
						0, __ATOMIC_ACQ_REL,
						__ATOMIC_RELAXED))
			return 0;
	}
	return -ENOSPC;
}

void lkl__iomem_remove(struct lkl__iomem *mem)
{
	unsigned long slot = (mem->base - IOMEM_BASE) / LKL__IOMEM_SIZE;

	__atomic_store_n(&devices[slot], NULL, __ATOMIC_RELEASE);
}
