/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Nothing to tell vmalloc: it maps single pages. VMALLOC_START is in
 * pgtable-mmu.h.
 */
#ifndef _ASM_LKL_VMALLOC_H
#define _ASM_LKL_VMALLOC_H
#endif
