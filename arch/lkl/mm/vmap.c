// SPDX-License-Identifier: GPL-2.0
/*
 * Host mappings that follow init_mm's page tables.
 *
 * vmalloc, vmap and vm_map_ram write page tables and then call the hooks below.
 * A mapping is made when its page-table entries are complete and undone
 * before they are cleared, so that a stale pointer faults at once.
 *
 * The host keeps an entry for every piece of memory that is contiguous in both
 * address spaces (Linux: 65530 of them, vm.max_map_count), so pieces are made
 * as long as possible. The hooks cannot fail in a way that generic code
 * notices: to go on without a mapping would be a fault later, far from here.
 */
#include <linux/cacheflush.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/pgtable.h>
#include <linux/sizes.h>

#include <asm/host.h>

#include "vmap.h"

/* Pages that are contiguous in both address spaces and mapped alike. */
struct vmap_run {
	unsigned long addr;
	unsigned long bytes;
	unsigned long offset;
	bool writable;
};

unsigned long lkl_vmalloc_start;
unsigned long lkl_vmalloc_end;

/*
 * Freed ranges are not reused at once, and pages may be mapped more than
 * once: leave room. Address space costs nothing.
 */
int __init lkl_vmap_setup(unsigned long mem_bytes)
{
	unsigned long bytes = max(4 * mem_bytes, SZ_1G);
	void *start = host_vm_reserve(bytes);

	if (!start)
		return -ENOMEM;
	lkl_vmalloc_start = (unsigned long)start;
	lkl_vmalloc_end = lkl_vmalloc_start + bytes;
	return 0;
}

void lkl_vmap_release(void)
{
	if (lkl_vmalloc_start)
		host_vm_release((void *)lkl_vmalloc_start,
				lkl_vmalloc_end - lkl_vmalloc_start);
	lkl_vmalloc_start = 0;
	lkl_vmalloc_end = 0;
}

static void vmap_run_map(const struct vmap_run *run)
{
	int err;

	if (!run->bytes)
		return;
	err = host_vm_map((void *)run->addr, run->offset, run->bytes,
			  run->writable);
	if (err)
		panic("cannot map %lu bytes: error %d, see vm.max_map_count",
		      run->bytes, err);
}

static bool vmap_run_extends(const struct vmap_run *run,
			     const struct vmap_run *page)
{
	return run->addr + run->bytes == page->addr &&
	       run->offset + run->bytes == page->offset &&
	       run->writable == page->writable;
}

static int vmap_run_add(pte_t *ptep, unsigned long addr, void *data)
{
	pte_t pte = ptep_get(ptep);
	struct vmap_run *run = data;
	struct vmap_run page = {
		.addr = addr,
		.bytes = PAGE_SIZE,
		.offset = PFN_PHYS(pte_pfn(pte)),
		.writable = pte_write(pte),
	};

	if (vmap_run_extends(run, &page)) {
		run->bytes += PAGE_SIZE;
		return 0;
	}
	vmap_run_map(run);
	*run = page;
	return 0;
}

/**
 * lkl_vmap_map() - have the host map a range as init_mm's page tables say
 * @start: first address
 * @end: end of the range
 *
 * Context: flush_cache_vmap(), in vmalloc's callers. Pages that the caller
 * could not map are left out: it takes the range down again.
 */
void lkl_vmap_map(unsigned long start, unsigned long end)
{
	struct vmap_run run = { };

	apply_to_existing_page_range(&init_mm, start, end - start,
				     vmap_run_add, &run);
	vmap_run_map(&run);
}

/**
 * lkl_vmap_unmap() - have the host forget a range
 * @start: first address
 * @end: end of the range
 *
 * Context: flush_cache_vunmap(), before the page tables are cleared.
 */
void lkl_vmap_unmap(unsigned long start, unsigned long end)
{
	host_vm_unmap((void *)start, end - start);
}
