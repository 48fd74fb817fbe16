/* SPDX-License-Identifier: GPL-2.0 */
/*
 * No translation is cached: user page tables are read by software alone, and
 * the vmalloc area follows init_mm in flush_cache_vmap() and
 * flush_cache_vunmap().
 */
#ifndef _ASM_LKL_TLBFLUSH_H
#define _ASM_LKL_TLBFLUSH_H

struct mm_struct;
struct vm_area_struct;

static inline void flush_tlb_all(void)
{
}

static inline void flush_tlb_mm(struct mm_struct *mm)
{
}

static inline void flush_tlb_range(struct vm_area_struct *vma,
				   unsigned long start, unsigned long end)
{
}

static inline void flush_tlb_page(struct vm_area_struct *vma,
				  unsigned long addr)
{
}

static inline void flush_tlb_kernel_range(unsigned long start,
					  unsigned long end)
{
}

#endif
