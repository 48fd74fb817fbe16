/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Strings in steps of a word.
 */
#ifndef _ASM_LKL_WORD_AT_A_TIME_H
#define _ASM_LKL_WORD_AT_A_TIME_H

#include <asm-generic/word-at-a-time.h>

#if defined(CONFIG_LKL_ISA_X86_64)
#include <asm/zeropad-x86_64.h>
#elif defined(CONFIG_LKL_ISA_AARCH64)
#include <asm/zeropad-aarch64.h>
#endif

#endif
