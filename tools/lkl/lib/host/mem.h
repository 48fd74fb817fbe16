/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's memory, as devices find it.
 */
#ifndef _LKL_HOST_MEM_H
#define _LKL_HOST_MEM_H

struct lkl_host_table;

/**
 * lkl__mem_watch() - have a table tell where the kernel's memory is
 * @table: the host's
 * @watched: set to a copy whose memory operations note what they do
 *
 * Context: once, before lkl_bind_host().
 * Return: @watched, or @table if it is too short or lacks the operations; this
 * is for lkl_bind_host() to refuse.
 */
const struct lkl_host_table *
lkl__mem_watch(const struct lkl_host_table *table,
	       struct lkl_host_table *watched);

/**
 * lkl__mem_base() - what the mem_alloc operation returned
 *
 * Return: physical address 0 of the kernel; NULL before boot and after halt.
 */
void *lkl__mem_base(void);

/** lkl__mem_size() - its size in bytes, or 0 */
unsigned long lkl__mem_size(void);

#endif
