/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Atomic counters of 32 and 64 bits, as plain accesses: see asm/cmpxchg.h for
 * why they are enough. The generic header saves and restores the interrupt
 * flag around each, and has no 64-bit counters for 64-bit machines.
 */
#ifndef _ASM_LKL_ATOMIC_H
#define _ASM_LKL_ATOMIC_H

#include <linux/types.h>
#include <asm/barrier.h>
#include <asm/cmpxchg.h>

#ifdef CONFIG_SMP
#error "plain accesses are not atomic with more than one CPU"
#endif

#define ATOMIC64_INIT(i)	{ (i) }

#define arch_atomic_read(v)		READ_ONCE((v)->counter)
#define arch_atomic_set(v, i)		WRITE_ONCE((v)->counter, (i))
#define arch_atomic64_read(v)		READ_ONCE((v)->counter)
#define arch_atomic64_set(v, i)		WRITE_ONCE((v)->counter, (i))

#define LKL_ATOMIC_OP(prefix, type, name, op)				\
static __always_inline void						\
arch_##prefix##_##name(type i, prefix##_t *v)				\
{									\
	v->counter = v->counter op i;					\
}									\
									\
static __always_inline type						\
arch_##prefix##_fetch_##name(type i, prefix##_t *v)			\
{									\
	type old = v->counter;						\
									\
	v->counter = old op i;						\
	return old;							\
}

#define LKL_ATOMIC_OP_RETURN(prefix, type, name, op)			\
LKL_ATOMIC_OP(prefix, type, name, op)					\
static __always_inline type						\
arch_##prefix##_##name##_return(type i, prefix##_t *v)			\
{									\
	return v->counter = v->counter op i;				\
}

#define LKL_ATOMIC_OPS(prefix, type)					\
LKL_ATOMIC_OP_RETURN(prefix, type, add, +)				\
LKL_ATOMIC_OP_RETURN(prefix, type, sub, -)				\
LKL_ATOMIC_OP(prefix, type, and, &)					\
LKL_ATOMIC_OP(prefix, type, or, |)					\
LKL_ATOMIC_OP(prefix, type, xor, ^)

LKL_ATOMIC_OPS(atomic, int)
LKL_ATOMIC_OPS(atomic64, s64)

#undef LKL_ATOMIC_OPS
#undef LKL_ATOMIC_OP_RETURN
#undef LKL_ATOMIC_OP

/* That they exist is told by macros of the same names. */
#define arch_atomic_add_return		arch_atomic_add_return
#define arch_atomic_sub_return		arch_atomic_sub_return
#define arch_atomic_fetch_add		arch_atomic_fetch_add
#define arch_atomic_fetch_sub		arch_atomic_fetch_sub
#define arch_atomic_fetch_and		arch_atomic_fetch_and
#define arch_atomic_fetch_or		arch_atomic_fetch_or
#define arch_atomic_fetch_xor		arch_atomic_fetch_xor
#define arch_atomic64_add_return	arch_atomic64_add_return
#define arch_atomic64_sub_return	arch_atomic64_sub_return
#define arch_atomic64_fetch_add		arch_atomic64_fetch_add
#define arch_atomic64_fetch_sub		arch_atomic64_fetch_sub
#define arch_atomic64_fetch_and		arch_atomic64_fetch_and
#define arch_atomic64_fetch_or		arch_atomic64_fetch_or
#define arch_atomic64_fetch_xor		arch_atomic64_fetch_xor

#endif
