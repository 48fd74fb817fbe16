/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How RAID parity is computed: one choice, so that no boot is spent on
 * measuring.
 */
#ifndef _ASM_LKL_XOR_H
#define _ASM_LKL_XOR_H

#include <asm-generic/xor.h>

#define XOR_SELECT_TEMPLATE(fastest)	(&xor_block_8regs)

#endif
