/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The functions of lkl.exports; all else in the kernel is hidden.
 */
#ifndef _ASM_LKL_ENTRY_H
#define _ASM_LKL_ENTRY_H

#pragma GCC visibility push(default)
#include <uapi/asm/entry.h>
#pragma GCC visibility pop

#endif
