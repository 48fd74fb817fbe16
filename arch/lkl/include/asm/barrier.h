/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Barriers. The smp_ ones are for the compiler alone, since the kernel has one
 * CPU and handing it over orders everything; the others are real, because
 * devices and the program run on other host threads.
 */
#ifndef _ASM_LKL_BARRIER_H
#define _ASM_LKL_BARRIER_H

#ifndef __ASSEMBLY__

#define __mb()		__atomic_thread_fence(__ATOMIC_SEQ_CST)
#define __rmb()		__atomic_thread_fence(__ATOMIC_ACQUIRE)
#define __wmb()		__atomic_thread_fence(__ATOMIC_RELEASE)

#include <asm-generic/barrier.h>

#endif /* __ASSEMBLY__ */

#endif
