// SPDX-License-Identifier: GPL-2.0
/*
 * Stacks for contexts that are switched to.
 */
#include <linux/errno.h>

#include <asm/context.h>
#include <asm/host.h>

int lkl_context_alloc(struct context *ctx)
{
	ctx->stack = host_stack_alloc(LKL_STACK_BYTES);
	if (!ctx->stack)
		return -ENOMEM;
	ctx->top = ctx->stack + LKL_STACK_BYTES;
	return 0;
}

void lkl_context_free(struct context *ctx)
{
	if (ctx->stack)
		host_stack_free(ctx->stack, LKL_STACK_BYTES);
	*ctx = (struct context){ };
}
