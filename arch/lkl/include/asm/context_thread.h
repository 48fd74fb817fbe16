/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts as host threads, of which one runs while its home waits.
 */
#ifndef _ASM_LKL_CONTEXT_THREAD_H
#define _ASM_LKL_CONTEXT_THREAD_H

#include <asm/cpu.h>

/**
 * struct context - a kernel stack, which is a host thread's
 * @thread: the thread, or NULL
 * @top: where its stack starts, as far as it is the kernel's; NULL before
 * @sp: where it ends while it has yielded
 */
struct context {
	struct context_thread *thread;
	void *top;
	void *sp;
};

bool lkl_context_thread_start(struct context *ctx, void (*fn)(void *arg),
			      void *arg);
bool lkl_context_thread_resume(struct context *ctx);
void lkl_context_thread_yield(struct context *ctx);

static inline bool lkl_context_start(struct lkl_cpu *cpu, struct context *ctx,
				     void (*fn)(void *arg), void *arg)
{
	return lkl_context_thread_start(ctx, fn, arg);
}

static inline bool lkl_context_resume(struct lkl_cpu *cpu, struct context *ctx)
{
	return lkl_context_thread_resume(ctx);
}

static inline void lkl_context_yield(struct lkl_cpu *cpu, struct context *ctx)
{
	lkl_context_thread_yield(ctx);
}

#endif
