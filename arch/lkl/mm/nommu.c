// SPDX-License-Identifier: GPL-2.0
/*
 * vmap without an MMU.
 *
 * Generic code has a BUG() here, but file systems call vmap on what they find
 * in an image and handle that it returns NULL. The linker replaces references
 * (--wrap), so that no stock file is edited.
 *
 * Pages that happen to be contiguous need no mapping.
 */
#include <linux/mm.h>
#include <linux/vmalloc.h>

#include "nommu.h"

static void *pages_as_one(struct page **pages, unsigned int count)
{
	unsigned int i;

	for (i = 1; i < count; i++)
		if (page_to_pfn(pages[i]) != page_to_pfn(pages[0]) + i)
			return NULL;
	return page_address(pages[0]);
}

/* vfree() is to free pages that are handed over: it would take them for one. */
void *__wrap_vmap(struct page **pages, unsigned int count, unsigned long flags,
		  pgprot_t prot)
{
	if (flags & VM_MAP_PUT_PAGES)
		return NULL;
	return pages_as_one(pages, count);
}

void __wrap_vunmap(const void *addr)
{
}

void *__wrap_vm_map_ram(struct page **pages, unsigned int count, int node)
{
	return pages_as_one(pages, count);
}

void __wrap_vm_unmap_ram(const void *addr, unsigned int count)
{
}
