/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pages of the kernel's memory: one region of host memory, counted from 0.
 */
#ifndef _ASM_LKL_PAGE_H
#define _ASM_LKL_PAGE_H

#include <linux/const.h>
#include <linux/pfn.h>

#define PAGE_SHIFT	CONFIG_PAGE_SHIFT
#define PAGE_SIZE	(_AC(1, UL) << PAGE_SHIFT)
#define PAGE_MASK	(~(PAGE_SIZE - 1))

/* Program and kernel share one address space: what page tables can index. */
#ifdef CONFIG_MMU
#define TASK_SIZE	(_AC(1, UL) << 48)
#else
#define TASK_SIZE	(~_AC(0, UL))
#endif

#ifndef __ASSEMBLY__

#include <linux/types.h>

/*
 * Written once by lkl_mem_setup(), before the first allocation. Only memory
 * that the page allocator hands out has a physical address: neither kernel
 * stacks nor anything static in the kernel image does.
 */
extern unsigned long lkl_mem_base;
extern unsigned long lkl_mem_bytes;

#define PAGE_OFFSET	lkl_mem_base
#define ARCH_PFN_OFFSET	0UL

typedef struct { unsigned long pte; } pte_t;
typedef struct { unsigned long pmd; } pmd_t;
typedef struct { unsigned long pgd; } pgd_t;
typedef struct { unsigned long pgprot; } pgprot_t;
typedef struct page *pgtable_t;

#define pte_val(x)	((x).pte)
#define pmd_val(x)	((x).pmd)
#define pgd_val(x)	((x).pgd)
#define pgprot_val(x)	((x).pgprot)

#define __pte(x)	((pte_t) { (x) })
#define __pmd(x)	((pmd_t) { (x) })
#define __pgd(x)	((pgd_t) { (x) })
#define __pgprot(x)	((pgprot_t) { (x) })

#ifdef CONFIG_DEBUG_VIRTUAL
unsigned long lkl_page_phys(unsigned long addr);
#define __pa(x)		lkl_page_phys((unsigned long)(x))
#else
#define __pa(x)		((unsigned long)(x) - lkl_mem_base)
#endif
#define __va(x)		((void *)((unsigned long)(x) + lkl_mem_base))

void clear_page(void *page);
void copy_page(void *to, const void *from);

#define clear_user_page(page, vaddr, pg)	clear_page(page)
#define copy_user_page(to, from, vaddr, pg)	copy_page(to, from)

#include <asm-generic/memory_model.h>

#define virt_to_pfn(v)		(__pa(v) >> PAGE_SHIFT)
#define pfn_to_virt(pfn)	__va((unsigned long)(pfn) << PAGE_SHIFT)
#define virt_to_page(v)		pfn_to_page(virt_to_pfn(v))
#define page_to_phys(page)	((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT)
#define phys_to_page(phys)	pfn_to_page((phys) >> PAGE_SHIFT)

/* Unsigned: addresses below the region count as far above it. */
#define virt_addr_valid(v) \
	((unsigned long)(v) - lkl_mem_base < lkl_mem_bytes)

#include <asm-generic/getorder.h>

#endif /* __ASSEMBLY__ */

#endif
