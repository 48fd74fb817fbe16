/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The host is where entropy comes from.
 */
#ifndef _ASM_LKL_ARCHRANDOM_H
#define _ASM_LKL_ARCHRANDOM_H

#include <linux/types.h>

#include <asm/host.h>

static inline size_t arch_get_random_longs(unsigned long *v, size_t max_longs)
{
	return 0;
}

static inline size_t arch_get_random_seed_longs(unsigned long *v,
						size_t max_longs)
{
	return host_random(v, max_longs * sizeof(*v)) / sizeof(*v);
}

#endif
