/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calling functions of the host halves that may block, without the CPU.
 */
#ifndef _UM_HOST_LKL_BLOCKING_H
#define _UM_HOST_LKL_BLOCKING_H

#include <linux/args.h>

#include "um_host.h"

/**
 * um_host_call() - call the host with the CPU given away
 * @fn: what to call; lkl_um_call_fn says what it may be
 * @args: UM_CALL_ARGS arguments
 *
 * The calling task sleeps while a host thread without the CPU makes the call,
 * so that other tasks, timers and interrupts go on. Where a task cannot sleep,
 * and on the threads that are helpers of drivers, it is made at once.
 *
 * Context: no spinlock held. Return: what @fn returns.
 */
long um_host_call(lkl_um_call_fn fn, const long *args);

#define UM_LONGS1(a)		(long)(a)
#define UM_LONGS2(a, ...)	(long)(a), UM_LONGS1(__VA_ARGS__)
#define UM_LONGS3(a, ...)	(long)(a), UM_LONGS2(__VA_ARGS__)
#define UM_LONGS4(a, ...)	(long)(a), UM_LONGS3(__VA_ARGS__)
#define UM_LONGS5(a, ...)	(long)(a), UM_LONGS4(__VA_ARGS__)
#define UM_LONGS6(a, ...)	(long)(a), UM_LONGS5(__VA_ARGS__)
#define UM_LONGS7(a, ...)	(long)(a), UM_LONGS6(__VA_ARGS__)
#define UM_LONGS8(a, ...)	(long)(a), UM_LONGS7(__VA_ARGS__)
#define UM_LONGS9(a, ...)	(long)(a), UM_LONGS8(__VA_ARGS__)
#define UM_LONGS10(a, ...)	(long)(a), UM_LONGS9(__VA_ARGS__)

/* um_host_call() of a function by its name, its arguments and its type. */
#define um_blocking(fn, ...)						\
	((typeof(fn(__VA_ARGS__)))um_host_call((lkl_um_call_fn)(void *)(fn), \
		(const long[UM_CALL_ARGS]){				\
			CONCATENATE(UM_LONGS, COUNT_ARGS(__VA_ARGS__))	\
				(__VA_ARGS__) }))

/*
 * The linker has calls of the functions in blocking.mk go to __wrap_<name>(),
 * and __real_<name>() be what they would call without.
 */
#define UM_BLOCKING_NAMES(fn)						\
	extern typeof(fn) __real_##fn, __wrap_##fn

#endif
