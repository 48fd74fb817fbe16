/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page tables, as the kernel was built: with an MMU in software, or without.
 */
#ifndef _ASM_LKL_PGTABLE_H
#define _ASM_LKL_PGTABLE_H

#include <asm/page.h>

#ifndef __ASSEMBLY__

/* In the memory region, since static data has no struct page. */
extern unsigned long *empty_zero_page;
#define ZERO_PAGE(vaddr)	virt_to_page(empty_zero_page)

#ifdef CONFIG_MMU
#include <asm/pgtable-mmu.h>
#else
#include <asm/pgtable-nommu.h>
#endif

#endif /* __ASSEMBLY__ */

#endif
