/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the architecture keeps in an mm: nothing with an MMU.
 */
#ifndef _ASM_LKL_MMU_H
#define _ASM_LKL_MMU_H

#ifdef CONFIG_MMU
typedef struct { } mm_context_t;
#else
#include <asm-generic/mmu.h>
#endif

#endif
