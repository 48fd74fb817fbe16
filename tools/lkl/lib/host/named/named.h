/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The kernel's numbered table from a program's struct lkl_host_operations.
 *
 * Groups of operations that are those of lkl_host_ops become the POSIX
 * operations themselves; the others go through functions of this folder.
 */
#ifndef _LKL_HOST_NAMED_H
#define _LKL_HOST_NAMED_H

#include <asm/host_ops.h>

#include <lkl_host.h>

/**
 * lkl__named_bind() - make a numbered table of named operations
 * @ops: the program's; kept by reference
 * @table: the POSIX table; operations that @ops has itself are replaced
 * @missing: set to the first member that @ops lacks
 *
 * Return: 0 or -EINVAL.
 */
int lkl__named_bind(const struct lkl_host_operations *ops,
		    struct lkl_host_table *table, const char **missing);

/**
 * lkl__named_ops() - what lkl__named_bind() was given
 *
 * Return: the program's operations.
 */
const struct lkl_host_operations *lkl__named_ops(void);

void lkl__named_sem_fill(struct lkl_host_table *table);
void lkl__named_thread_fill(struct lkl_host_table *table);
void lkl__named_mem_fill(struct lkl_host_table *table);

#endif
