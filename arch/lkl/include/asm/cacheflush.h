/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The hooks that make the host's mappings follow init_mm's page tables.
 */
#ifndef _ASM_LKL_CACHEFLUSH_H
#define _ASM_LKL_CACHEFLUSH_H

#ifdef CONFIG_MMU

void lkl_vmap_map(unsigned long start, unsigned long end);
void lkl_vmap_unmap(unsigned long start, unsigned long end);

#define flush_cache_vmap		lkl_vmap_map
#define flush_cache_vmap_early		lkl_vmap_map
#define flush_cache_vunmap		lkl_vmap_unmap

#endif

#include <asm-generic/cacheflush.h>

#endif
