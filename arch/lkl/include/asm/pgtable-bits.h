/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The layout of page-table entries.
 *
 * Present:  pfn << PAGE_SHIFT | flags below
 * Swap:     offset << 12 | type << 2 | exclusive << 1
 *
 * Nothing but the kernel reads them, so there are no bits for user mode,
 * execution or caching.
 */
#ifndef _ASM_LKL_PGTABLE_BITS_H
#define _ASM_LKL_PGTABLE_BITS_H

#include <linux/bits.h>

#define LKL_PTE_PRESENT		BIT(0)
#define LKL_PTE_WRITE		BIT(1)
#define LKL_PTE_YOUNG		BIT(2)
#define LKL_PTE_DIRTY		BIT(3)
#define LKL_PTE_SPECIAL		BIT(4)

#define LKL_SWP_EXCLUSIVE	BIT(1)
#define LKL_SWP_TYPE_SHIFT	2
#define LKL_SWP_TYPE_MASK	GENMASK(4, 0)
#define LKL_SWP_OFFSET_SHIFT	PAGE_SHIFT

/* What pte_modify() keeps. */
#define LKL_PTE_KEEP	(PAGE_MASK | LKL_PTE_YOUNG | LKL_PTE_DIRTY | \
			 LKL_PTE_SPECIAL)

#define LKL_PROT_RO	(LKL_PTE_PRESENT | LKL_PTE_YOUNG)
#define LKL_PROT_RW	(LKL_PROT_RO | LKL_PTE_WRITE)

#define PAGE_NONE		__pgprot(LKL_PROT_RO)
#define PAGE_READONLY		__pgprot(LKL_PROT_RO)
#define PAGE_COPY		__pgprot(LKL_PROT_RO)
#define PAGE_SHARED		__pgprot(LKL_PROT_RW)
#define PAGE_KERNEL		__pgprot(LKL_PROT_RW | LKL_PTE_DIRTY)
#define PAGE_KERNEL_RO		__pgprot(LKL_PROT_RO)

#endif
