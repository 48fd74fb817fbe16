// SPDX-License-Identifier: GPL-2.0
/*
 * Where the kernel's memory comes from, and where it goes.
 */
#include <linux/init.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/pgtable.h>
#include <linux/sizes.h>

#include <asm/host.h>
#include <asm/mem.h>
#include <asm/sections.h>

#include "vmap.h"

/* With less, the kernel would run out of memory before init. */
#define LKL_MEM_MIN	SZ_4M
/* With less, pages are not grouped by mobility. */
#define LKL_MEM_GROUPED	SZ_256M

unsigned long lkl_mem_base;
unsigned long lkl_mem_bytes;
unsigned long *empty_zero_page;

int __init lkl_mem_setup(unsigned long bytes)
{
	void *mem;
	int err;

	bytes = PAGE_ALIGN_DOWN(bytes);
	if (bytes < LKL_MEM_MIN)
		return -ENOMEM;
	mem = host_mem_alloc(bytes);
	if (!mem)
		return -ENOMEM;
	lkl_mem_base = (unsigned long)mem;
	lkl_mem_bytes = bytes;

	err = lkl_vmap_setup(bytes);
	if (err)
		goto free_mem;

	memblock_add(0, bytes);
	/*
	 * Generic code takes physical address 0 for none. The last page is the
	 * zero page, so that load_unaligned_zeropad() may read beyond the end
	 * of any string in the other ones.
	 */
	memblock_reserve(0, PAGE_SIZE);
	memblock_reserve(bytes - PAGE_SIZE, PAGE_SIZE);
	empty_zero_page = __va(bytes - PAGE_SIZE);
	return 0;

free_mem:
	lkl_mem_release();
	return err;
}

void __init lkl_mem_paging_init(void)
{
	unsigned long max_zone_pfn[MAX_NR_ZONES] = { };

	min_low_pfn = 0;
	max_low_pfn = PFN_DOWN(lkl_mem_bytes);
	max_pfn = max_low_pfn;
	high_memory = __va(lkl_mem_bytes);
	set_max_mapnr(max_low_pfn);

	max_zone_pfn[ZONE_NORMAL] = max_low_pfn;
	free_area_init(max_zone_pfn);
}

/*
 * In little memory the page cache has all the blocks that pages are grouped
 * in. Other pages would be taken out of these, one by one, each time after a
 * look at all of a block, and be freed back into them.
 */
static void __init choose_grouping(void)
{
	if (lkl_mem_bytes < LKL_MEM_GROUPED)
		page_group_by_mobility_disabled = 1;
}

void __init mem_init(void)
{
	choose_grouping();
	memblock_free_all();
}

/* Init text and data are part of the library's image: lkl_mem_image_cold(). */
void free_initmem(void)
{
}

static void image_cold(const char *start, const char *end)
{
	host_image_cold(start, end - start);
}

/*
 * Booting runs through a quarter of all code, .init.text and much else, and
 * the host has mapped what is around. A program comes back to little of it.
 */
void lkl_mem_image_cold(void)
{
	image_cold(_stext, _etext);
	image_cold(__start_rodata, __end_rodata);
}

/*
 * Before the last initcalls: most were of this level, and with what comes after
 * them the process would for a moment be larger than it ever is again.
 */
static int __init image_cold_early(void)
{
	lkl_mem_image_cold();
	return 0;
}
device_initcall_sync(image_cold_early);

void lkl_mem_release(void)
{
	lkl_vmap_release();
	if (lkl_mem_base)
		host_mem_free((void *)lkl_mem_base, lkl_mem_bytes);
	lkl_mem_base = 0;
	lkl_mem_bytes = 0;
}
