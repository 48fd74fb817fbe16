// SPDX-License-Identifier: GPL-2.0
/*
 * Kernel memory and stacks from a program's memory operations.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "host/named/named.h"

#define PAGE_BYTES	4096UL

/* From bytes: an address behind the start, which is kept just before it. */
static void *align_bytes(char *raw)
{
	uintptr_t addr;

	if (!raw)
		return NULL;
	addr = ((uintptr_t)raw + sizeof(void *) + PAGE_BYTES - 1) &
	       ~(PAGE_BYTES - 1);
	((void **)addr)[-1] = raw;
	return (void *)addr;
}

static void *get_pages(unsigned long bytes)
{
	const struct lkl_host_operations *ops = lkl__named_ops();

	if (ops->page_alloc)
		return ops->page_alloc(bytes);
	return align_bytes(ops->mem_alloc(bytes + PAGE_BYTES + sizeof(void *)));
}

static void put_pages(void *addr, unsigned long bytes)
{
	const struct lkl_host_operations *ops = lkl__named_ops();

	if (ops->page_alloc)
		ops->page_free(addr, bytes);
	else
		ops->mem_free(((void **)addr)[-1]);
}

/* Nothing says that a program's memory is zeroed. */
static void *named_mem_alloc(unsigned long bytes)
{
	void *mem = get_pages(bytes);

	return mem ? memset(mem, 0, bytes) : NULL;
}

void lkl__named_mem_fill(struct lkl_host_table *table)
{
	table->mem_alloc = named_mem_alloc;
	table->mem_free = put_pages;
	table->stack_alloc = get_pages;
	table->stack_free = put_pages;
	table->vm_reserve = NULL;
	table->vm_release = NULL;
	table->vm_map = NULL;
	table->vm_unmap = NULL;
}
