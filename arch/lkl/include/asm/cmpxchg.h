/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exchange, and compare and exchange.
 *
 * Plain accesses are atomic enough: only the host thread that owns the one CPU
 * touches kernel data, and interrupts run where kernel code calls for them.
 * The few words that other host threads share are not accessed through these.
 *
 * The generic versions save and restore the interrupt flag for nothing.
 */
#ifndef _ASM_LKL_CMPXCHG_H
#define _ASM_LKL_CMPXCHG_H

#define arch_xchg(ptr, new)						\
({									\
	typeof(ptr) __xchg_ptr = (ptr);					\
	typeof(*(ptr)) __xchg_new = (new);				\
	typeof(*(ptr)) __xchg_old = *__xchg_ptr;			\
									\
	*__xchg_ptr = __xchg_new;					\
	__xchg_old;							\
})

#define arch_cmpxchg_local(ptr, old, new)				\
({									\
	typeof(ptr) __cx_ptr = (ptr);					\
	typeof(*(ptr)) __cx_old = (old);				\
	typeof(*(ptr)) __cx_new = (new);				\
	typeof(*(ptr)) __cx_prev = *__cx_ptr;				\
									\
	if (__cx_prev == __cx_old)					\
		*__cx_ptr = __cx_new;					\
	__cx_prev;							\
})

#define arch_cmpxchg64_local	arch_cmpxchg_local

#include <asm-generic/cmpxchg.h>

#endif
