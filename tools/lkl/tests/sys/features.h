/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What works inside and what does not: a check for every row of
 * Documentation/arch/lkl/features.rst.
 *
 * unit/docs.sh holds the tables against the ROW()s: the name is the first
 * column, and the second one has the error, or "works".
 */
#ifndef LKL_TESTS_FEATURES_H
#define LKL_TESTS_FEATURES_H

#include <lkl.h>

#include "ktap.h"

/* Two pages that page tables of the kernel would have to know. */
static char page[8192] __attribute__((aligned(4096)));

/* @want is -LKL_E<ERROR>, or a value of a call that works. */
#define ROW(name, want, got) CHECK_EQ(got, want, "%s", name)

static inline void features_boot(int nr_rows)
{
	KTAP_PLAN(nr_rows);
	if (lkl_handle_faults(1) || lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("the kernel does not start");
}

static inline int features_end(void)
{
	lkl_sys_halt();
	return KTAP_END();
}

#endif
