/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Contexts as stacks that the owner of the CPU switches to. Inline, since a
 * system call is as fast as this.
 */
#ifndef _ASM_LKL_CONTEXT_SWITCH_H
#define _ASM_LKL_CONTEXT_SWITCH_H

#include <asm/cpu.h>

/**
 * struct context - a kernel stack
 * @stack: lowest usable address, or NULL
 * @top: where it starts
 * @sp: stack pointer while it has yielded
 */
struct context {
	void *stack;
	void *top;
	void *sp;
};

/*
 * In context_switch_<isa>.S. The first two return 1 when the function that was
 * started has returned and 0 when the stack yields - on the host thread that
 * runs it then, which need not be the one that started it.
 */
int lkl_stack_start(void **home_sp, void *top, void (*fn)(void *), void *arg);
int lkl_stack_resume(void **home_sp, void *sp);
void lkl_stack_yield(void **home_sp, void **sp);

static __always_inline bool lkl_context_start(struct lkl_cpu *cpu,
					      struct context *ctx,
					      void (*fn)(void *arg), void *arg)
{
	return lkl_stack_start(&cpu->home_sp, ctx->top, fn, arg);
}

static inline bool lkl_context_resume(struct lkl_cpu *cpu, struct context *ctx)
{
	return lkl_stack_resume(&cpu->home_sp, ctx->sp);
}

static inline void lkl_context_yield(struct lkl_cpu *cpu, struct context *ctx)
{
	lkl_stack_yield(&cpu->home_sp, &ctx->sp);
}

#endif
