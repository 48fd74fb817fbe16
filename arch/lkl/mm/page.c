// SPDX-License-Identifier: GPL-2.0
/*
 * Clearing and copying of whole pages, and checking that there is one.
 */
#include <linux/mm.h>
#include <linux/mmdebug.h>
#include <linux/string.h>

void clear_page(void *page)
{
	memset(page, 0, PAGE_SIZE);
}

void copy_page(void *to, const void *from)
{
	memcpy(to, from, PAGE_SIZE);
}

#ifdef CONFIG_DEBUG_VIRTUAL
/* The first address behind the memory is asked for, too: where it ends. */
unsigned long lkl_page_phys(unsigned long addr)
{
	VIRTUAL_BUG_ON(addr - lkl_mem_base > lkl_mem_bytes);
	return addr - lkl_mem_base;
}
EXPORT_SYMBOL(lkl_page_phys);
#endif
