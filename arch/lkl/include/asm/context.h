/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A context is a stack and a place in the code: allocate, free, switch.
 *
 * The host thread that owns the CPU starts or resumes a context from its own
 * stack ("home"), and is back there when the context yields or its function
 * returns. Who started a context need not be who resumes it.
 *
 * Two implementations: context_switch.c with a few instructions of assembly,
 * and context_thread.c with a host thread per context.
 */
#ifndef _ASM_LKL_CONTEXT_H
#define _ASM_LKL_CONTEXT_H

#include <linux/sizes.h>
#include <linux/types.h>

#define LKL_STACK_BYTES	(CONFIG_LKL_STACK_SIZE * SZ_1K)

#ifdef CONFIG_LKL_CONTEXT_SWITCH
#include <asm/context_switch.h>
#else
#include <asm/context_thread.h>
#endif

/**
 * lkl_context_alloc() - give a context a stack
 * @ctx: the context
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int lkl_context_alloc(struct context *ctx);

/**
 * lkl_context_free() - take the stack back
 * @ctx: the context; nothing runs on it
 */
void lkl_context_free(struct context *ctx);

/**
 * lkl_context_start() - call a function on the empty stack of a context
 * @cpu: the CPU, which the caller owns
 * @ctx: the context
 * @fn: the function
 * @arg: its argument
 *
 * Context: home stack.
 * Return: true if @fn has returned, false if the context yielded.
 */
static bool lkl_context_start(struct lkl_cpu *cpu, struct context *ctx,
			      void (*fn)(void *arg), void *arg);

/**
 * lkl_context_resume() - go on where a context yielded
 * @cpu: the CPU, which the caller owns
 * @ctx: the context
 *
 * Context and return as for lkl_context_start().
 */
static bool lkl_context_resume(struct lkl_cpu *cpu, struct context *ctx);

/**
 * lkl_context_yield() - go home
 * @cpu: the CPU, which the caller owns
 * @ctx: the context whose stack this is
 *
 * Returns when it is resumed.
 */
static void lkl_context_yield(struct lkl_cpu *cpu, struct context *ctx);

/**
 * lkl_context_holds() - whether an address is on the stack of a context
 * @ctx: the context; one that has no stack holds nothing
 * @addr: the address
 *
 * How large the stack of a host thread is, is not known here: of its older end
 * as much as any kernel stack has.
 */
static inline bool lkl_context_holds(const struct context *ctx,
				     unsigned long addr)
{
	return (unsigned long)ctx->top - addr - 1 < LKL_STACK_BYTES;
}

#endif
