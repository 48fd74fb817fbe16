// SPDX-License-Identifier: GPL-2.0
/*
 * Contexts as stacks that the owner of the CPU switches to.
 */
#include <linux/errno.h>
#include <linux/sizes.h>

#include <asm/context.h>
#include <asm/cpu.h>
#include <asm/host.h>

#define STACK_BYTES	(CONFIG_LKL_STACK_SIZE * SZ_1K)

/*
 * In context_switch_<isa>.S. The first two return 1 when the function that was
 * started has returned and 0 when the stack yields - on the host thread that
 * runs it then, which need not be the one that started it.
 */
int lkl_stack_start(void **home_sp, void *top, void (*fn)(void *), void *arg);
int lkl_stack_resume(void **home_sp, void *sp);
void lkl_stack_yield(void **home_sp, void **sp);

int lkl_context_alloc(struct context *ctx)
{
	ctx->stack = host_stack_alloc(STACK_BYTES);
	return ctx->stack ? 0 : -ENOMEM;
}

void lkl_context_free(struct context *ctx)
{
	if (ctx->stack)
		host_stack_free(ctx->stack, STACK_BYTES);
	ctx->stack = NULL;
}

bool lkl_context_start(struct context *ctx, void (*fn)(void *arg), void *arg)
{
	return lkl_stack_start(&lkl_this_cpu()->home_sp,
			       ctx->stack + STACK_BYTES, fn, arg);
}

bool lkl_context_resume(struct context *ctx)
{
	return lkl_stack_resume(&lkl_this_cpu()->home_sp, ctx->sp);
}

void lkl_context_yield(struct context *ctx)
{
	lkl_stack_yield(&lkl_this_cpu()->home_sp, &ctx->sp);
}
