/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's memory, from boot to halt.
 */
#ifndef _ASM_LKL_MEM_H
#define _ASM_LKL_MEM_H

/**
 * lkl_mem_setup() - get the kernel's memory from the host
 * @bytes: how much, rounded down to whole pages
 *
 * Context: lkl_boot(), before start_kernel(): nothing is allocated before.
 * Return: 0, or -ENOMEM if the host has not that much memory or address space
 * or if @bytes is too little to boot with.
 */
int lkl_mem_setup(unsigned long bytes);

/**
 * lkl_mem_paging_init() - describe the memory to the page allocator
 *
 * Context: setup_arch(), after lkl_mem_setup().
 */
void lkl_mem_paging_init(void);

/**
 * lkl_mem_image_cold() - tell the host that code and constants are cold
 *
 * Context: boot.
 */
void lkl_mem_image_cold(void);

/**
 * lkl_mem_release() - give the kernel's memory back to the host
 *
 * Context: the end of lkl_halt(), or of a lkl_boot() that failed; nothing may
 * use kernel memory afterwards.
 */
void lkl_mem_release(void);

#endif
