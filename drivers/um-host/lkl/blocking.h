/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calling functions of the host halves that may block, without the CPU.
 *
 * The linker has calls of those in blocking.mk go to __wrap_<name>(), which
 * find the function itself as __real_<name>().
 */
#ifndef _UM_HOST_LKL_BLOCKING_H
#define _UM_HOST_LKL_BLOCKING_H

#include <linux/args.h>

#include "um_host.h"

/**
 * um_host_call() - call the host with the CPU given away
 * @fn: what to call; lkl_um_call_fn says what it may be
 * @nr: the number of its arguments, at most UM_CALL_ARGS, which follow
 *
 * The calling task sleeps while a host thread without the CPU makes the call,
 * so that other tasks, timers and interrupts go on. Where a task cannot sleep,
 * and on the threads that are helpers of drivers, it is made at once.
 *
 * Context: no spinlock held. Return: what @fn returns.
 */
long um_host_call(lkl_um_call_fn fn, unsigned int nr, ...);

/* um_host_call() of a function by its name, its arguments and its type. */
#define um_blocking(fn, ...)						\
	((typeof(fn(__VA_ARGS__)))um_host_call((lkl_um_call_fn)(void *)(fn), \
			COUNT_ARGS(__VA_ARGS__), __VA_ARGS__))

#endif
