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

#include <linux/types.h>

/**
 * struct context - a kernel stack
 * @stack: lowest usable address, or NULL
 * @sp: stack pointer while it has yielded
 * @thread: host thread that runs it (context_thread.c)
 */
struct context {
	void *stack;
	void *sp;
	struct context_thread *thread;
};

/**
 * lkl_context_alloc() - give a context a stack
 * Context: any. Return: 0 or -ENOMEM.
 */
int lkl_context_alloc(struct context *ctx);

/** lkl_context_free() - take the stack back; nothing runs on it */
void lkl_context_free(struct context *ctx);

/**
 * lkl_context_start() - call @fn(@arg) on the empty stack of @ctx
 * Context: home stack, CPU held.
 * Return: true if @fn has returned, false if the context yielded.
 */
bool lkl_context_start(struct context *ctx, void (*fn)(void *arg), void *arg);

/**
 * lkl_context_resume() - go on where @ctx yielded
 * Context and return as for lkl_context_start().
 */
bool lkl_context_resume(struct context *ctx);

/**
 * lkl_context_yield() - go home
 * Context: on the stack of @ctx, CPU held. Returns when it is resumed.
 */
void lkl_context_yield(struct context *ctx);

#endif
