/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Page tables that only software reads.
 *
 * init_mm's describe the vmalloc area; mm/vmap.c has the host map it as they
 * say. Those of other mms describe what the kernel itself maps there, such as
 * the argument pages of an exec, and are reached through GUP alone: no
 * instruction runs under them, so there are neither faults nor a TLB.
 *
 * Both hold host addresses, so four levels cover 48 bits of them.
 */
#ifndef _ASM_LKL_PGTABLE_MMU_H
#define _ASM_LKL_PGTABLE_MMU_H

#include <asm/pgtable-bits.h>

#define PMD_SHIFT	21
#define PUD_SHIFT	30
#define PGDIR_SHIFT	39

#define PMD_SIZE	(1UL << PMD_SHIFT)
#define PMD_MASK	(~(PMD_SIZE - 1))
#define PUD_SIZE	(1UL << PUD_SHIFT)
#define PUD_MASK	(~(PUD_SIZE - 1))
#define PGDIR_SIZE	(1UL << PGDIR_SHIFT)
#define PGDIR_MASK	(~(PGDIR_SIZE - 1))

#define PTRS_PER_PTE	512
#define PTRS_PER_PMD	512
#define PTRS_PER_PUD	512
#define PTRS_PER_PGD	512

typedef struct { unsigned long pud; } pud_t;
#define pud_val(x)	((x).pud)
#define __pud(x)	((pud_t) { (x) })

#include <asm-generic/pgtable-nop4d.h>

extern pgd_t swapper_pg_dir[PTRS_PER_PGD];

/* Reserved from the host by lkl_mem_setup(), before vmalloc_init(). */
extern unsigned long lkl_vmalloc_start;
extern unsigned long lkl_vmalloc_end;
#define VMALLOC_START	lkl_vmalloc_start
#define VMALLOC_END	lkl_vmalloc_end

#define pte_ERROR(e)	pr_err("bad pte %016lx\n", pte_val(e))
#define pmd_ERROR(e)	pr_err("bad pmd %016lx\n", pmd_val(e))
#define pud_ERROR(e)	pr_err("bad pud %016lx\n", pud_val(e))
#define pgd_ERROR(e)	pr_err("bad pgd %016lx\n", pgd_val(e))

#include <asm/pgtable-table.h>
#include <asm/pgtable-pte.h>

#define update_mmu_cache(vma, addr, ptep)			do { } while (0)
#define update_mmu_cache_range(vmf, vma, addr, ptep, nr)	do { } while (0)

#endif
