/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The address space of vmalloc and vmap.
 */
#ifndef _LKL_MM_VMAP_H
#define _LKL_MM_VMAP_H

#ifdef CONFIG_MMU

/* Reserve it, for a kernel with @mem_bytes of memory: 0 or -ENOMEM. */
int lkl_vmap_setup(unsigned long mem_bytes);
void lkl_vmap_release(void);

#else

static inline int lkl_vmap_setup(unsigned long mem_bytes)
{
	return 0;
}

static inline void lkl_vmap_release(void)
{
}

#endif

#endif
