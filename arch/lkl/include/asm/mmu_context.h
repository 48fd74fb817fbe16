/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Switching address spaces: nothing runs under the page tables of one.
 */
#ifndef _ASM_LKL_MMU_CONTEXT_H
#define _ASM_LKL_MMU_CONTEXT_H

#include <asm-generic/nommu_context.h>

#endif
