// SPDX-License-Identifier: GPL-2.0
/*
 * Stacks for contexts that are switched to.
 */
#include <linux/errno.h>
#include <linux/sizes.h>

#include <asm/context.h>
#include <asm/host.h>

#define STACK_BYTES	(CONFIG_LKL_STACK_SIZE * SZ_1K)

int lkl_context_alloc(struct context *ctx)
{
	ctx->stack = host_stack_alloc(STACK_BYTES);
	ctx->top = ctx->stack + STACK_BYTES;
	return ctx->stack ? 0 : -ENOMEM;
}

void lkl_context_free(struct context *ctx)
{
	if (ctx->stack)
		host_stack_free(ctx->stack, STACK_BYTES);
	ctx->stack = NULL;
}
