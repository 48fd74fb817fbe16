/* SPDX-License-Identifier: GPL-2.0 */
/*
 * String functions that lib/ has an own, faster version of.
 */
#ifndef _ASM_LKL_STRING_H
#define _ASM_LKL_STRING_H

#ifndef CONFIG_LKL_ISA_GENERIC

#define __HAVE_ARCH_MEMCPY
void *memcpy(void *to, const void *from, size_t len);

#define __HAVE_ARCH_MEMMOVE
void *memmove(void *to, const void *from, size_t len);

#define __HAVE_ARCH_MEMSET
void *memset(void *to, int c, size_t len);

#endif /* CONFIG_LKL_ISA_GENERIC */

#endif
