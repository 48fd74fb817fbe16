// SPDX-License-Identifier: GPL-2.0
/*
 * Contexts as host threads, of which one runs while its home waits.
 */
#include <linux/errno.h>
#include <linux/slab.h>

#include <asm/context.h>
#include <asm/cpu.h>
#include <asm/host.h>

/**
 * struct context_thread - the host thread of a context
 * @ctx: whose it is
 * @run: up to let it go on
 * @home: up when it has yielded or its function has returned
 * @fn: what to call
 * @arg: with what
 * @thread: the host's handle
 * @returned: @fn has returned
 * @end: leave whatever it is in the middle of, and end
 * @base: where to leave to
 */
struct context_thread {
	struct context *ctx;
	void *run;
	void *home;
	void (*fn)(void *arg);
	void *arg;
	unsigned long thread;
	bool returned;
	bool end;
	void *base[5];
};

/* Everything of a context that ends before its function does is dropped. */
static void wait_to_run(struct context_thread *ct)
{
	while (host_sem_down(ct->run, LKL_FOREVER))
		;
	if (ct->end)
		__builtin_longjmp(ct->base, 1);
}

static void context_thread_main(void *arg)
{
	struct context_thread *ct = arg;

	if (__builtin_setjmp(ct->base))
		return;

	ct->ctx->top = __builtin_frame_address(0);
	for (;;) {
		wait_to_run(ct);
		ct->fn(ct->arg);
		ct->returned = true;
		host_sem_up(ct->home);
	}
}

static bool run_until_home(struct context_thread *ct)
{
	ct->returned = false;
	host_sem_up(ct->run);
	while (host_sem_down(ct->home, LKL_FOREVER))
		;
	return ct->returned;
}

static void free_thread(struct context_thread *ct)
{
	if (ct->home)
		host_sem_free(ct->home);
	if (ct->run)
		host_sem_free(ct->run);
	host_stack_free(ct, PAGE_SIZE);
}

/*
 * The idle task needs a context before there is memory to allocate from, so
 * the host's stacks are asked for the few words.
 */
int lkl_context_alloc(struct context *ctx)
{
	struct context_thread *ct = host_stack_alloc(PAGE_SIZE);

	if (!ct)
		return -ENOMEM;
	*ct = (struct context_thread){ .ctx = ctx };
	ct->run = host_sem_alloc();
	ct->home = host_sem_alloc();
	if (ct->run && ct->home)
		ct->thread = host_thread_create(context_thread_main, ct);
	if (!ct->thread) {
		free_thread(ct);
		return -ENOMEM;
	}
	ctx->thread = ct;
	return 0;
}

void lkl_context_free(struct context *ctx)
{
	struct context_thread *ct = ctx->thread;

	if (!ct)
		return;
	ct->end = true;
	host_sem_up(ct->run);
	host_thread_join(ct->thread);
	free_thread(ct);
	*ctx = (struct context){ };
}

bool lkl_context_thread_start(struct context *ctx, void (*fn)(void *arg),
			      void *arg)
{
	ctx->thread->fn = fn;
	ctx->thread->arg = arg;
	return run_until_home(ctx->thread);
}

bool lkl_context_thread_resume(struct context *ctx)
{
	return run_until_home(ctx->thread);
}

void lkl_context_thread_yield(struct context *ctx)
{
	struct context_thread *ct = ctx->thread;

	ctx->sp = __builtin_frame_address(0);
	host_sem_up(ct->home);
	wait_to_run(ct);
}
