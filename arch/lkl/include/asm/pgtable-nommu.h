/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What generic code wants of page tables where there are none.
 */
#ifndef _ASM_LKL_PGTABLE_NOMMU_H
#define _ASM_LKL_PGTABLE_NOMMU_H

#include <asm-generic/pgtable-nopud.h>

#define PAGE_KERNEL		__pgprot(0)

#define swapper_pg_dir		((pgd_t *)0)

/* vmalloc() is kmalloc() here: any address may be its own. */
#define VMALLOC_START		0UL
#define VMALLOC_END		ULONG_MAX

#endif
