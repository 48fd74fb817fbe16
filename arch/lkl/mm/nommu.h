/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What mm/nommu.c's functions of the same names are replaced by.
 */
#ifndef _LKL_MM_NOMMU_H
#define _LKL_MM_NOMMU_H

#include <linux/mm_types.h>

void *__wrap_vmap(struct page **pages, unsigned int count, unsigned long flags,
		  pgprot_t prot);
void __wrap_vunmap(const void *addr);
void *__wrap_vm_map_ram(struct page **pages, unsigned int count, int node);
void __wrap_vm_unmap_ram(const void *addr, unsigned int count);

#endif
