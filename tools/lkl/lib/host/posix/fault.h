/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the machine keeps program counter and stack pointer of a signal.
 */
#ifndef _LKL_HOST_FAULT_H
#define _LKL_HOST_FAULT_H

#include <ucontext.h>

#if defined(__x86_64__)
#define LKL__FAULT_PC(context)	((context)->uc_mcontext.gregs[REG_RIP])
#define LKL__FAULT_SP(context)	((context)->uc_mcontext.gregs[REG_RSP])
#elif defined(__aarch64__)
#define LKL__FAULT_PC(context)	((context)->uc_mcontext.pc)
#define LKL__FAULT_SP(context)	((context)->uc_mcontext.sp)
#endif

#ifdef LKL__FAULT_PC
static inline int lkl__fault_is_known(void)
{
	return 1;
}

static inline void lkl__fault_get(const ucontext_t *context, unsigned long *pc,
				  unsigned long *sp)
{
	*pc = (unsigned long)LKL__FAULT_PC(context);
	*sp = (unsigned long)LKL__FAULT_SP(context);
}

static inline void lkl__fault_set(ucontext_t *context, unsigned long pc,
				  unsigned long sp)
{
	LKL__FAULT_PC(context) = (__typeof__(LKL__FAULT_PC(context)))pc;
	LKL__FAULT_SP(context) = (__typeof__(LKL__FAULT_SP(context)))sp;
}
#else
static inline int lkl__fault_is_known(void)
{
	return 0;
}

static inline void lkl__fault_get(const ucontext_t *context, unsigned long *pc,
				  unsigned long *sp)
{
	(void)context;
	*pc = *sp = 0;
}

static inline void lkl__fault_set(ucontext_t *context, unsigned long pc,
				  unsigned long sp)
{
	(void)context;
	(void)pc;
	(void)sp;
}
#endif

#endif
