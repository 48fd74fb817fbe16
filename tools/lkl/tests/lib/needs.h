/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel that is tested cannot do without, which tells how it was
 * configured.
 */
#ifndef LKL_TESTS_NEEDS_H
#define LKL_TESTS_NEEDS_H

#include <stddef.h>
#include <string.h>

#include <asm/host_ops.h>

#include <lkl.h>

/*
 * Whether the kernel refuses a host without this operation; before a host is
 * chosen. A second one is taken away, one that every kernel needs and that is
 * looked at later, so that no host is chosen by asking.
 */
static inline int kernel_needs(const char *name, size_t offset)
{
	struct lkl_host_table table = *lkl_posix_table();

	memset((char *)&table + offset, 0, sizeof(void *));
	table.work_defer = NULL;
	return lkl_init_table(&table) && lkl_init_missing() &&
	       !strcmp(lkl_init_missing(), name);
}

#define KERNEL_NEEDS(op) \
	kernel_needs(#op, offsetof(struct lkl_host_table, op))

#endif
