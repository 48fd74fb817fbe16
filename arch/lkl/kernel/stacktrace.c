// SPDX-License-Identifier: GPL-2.0
/*
 * Stack traces: every word of the stack that points into the kernel's code.
 * There are no unwind tables and no frame pointers to be sure by.
 */
#include <linux/kallsyms.h>
#include <linux/sched/debug.h>
#include <linux/sched/task.h>
#include <linux/stacktrace.h>

#include <asm/context.h>
#include <asm/sections.h>

/* How far to look, and how much to print. */
#define MAX_WORDS	2048
#define MAX_LINES	64

static bool is_text(unsigned long addr)
{
	return addr >= (unsigned long)_stext && addr < (unsigned long)_etext;
}

/* The stack that @sp is on ends at the context's top, if it is a context's. */
static unsigned long *stack_end(struct task_struct *task, unsigned long *sp)
{
	struct context *ctx = &task->thread.ctx;

	if (lkl_context_holds(ctx, (unsigned long)sp))
		return min_t(unsigned long *, ctx->top, sp + MAX_WORDS);
	return sp;
}

static unsigned long *stack_start(struct task_struct *task, void *here)
{
	return task == current ? here : task->thread.ctx.sp;
}

void arch_stack_walk(stack_trace_consume_fn consume, void *cookie,
		     struct task_struct *task, struct pt_regs *regs)
{
	unsigned long *sp, *end;

	sp = stack_start(task ?: current, __builtin_frame_address(0));
	end = stack_end(task ?: current, sp);
	for (; sp < end; sp++)
		if (is_text(*sp) && !consume(cookie, *sp))
			return;
}

void show_stack(struct task_struct *task, unsigned long *sp,
		const char *loglvl)
{
	unsigned int lines = 0;
	unsigned long *end;

	task = task ?: current;
	sp = sp ?: stack_start(task, __builtin_frame_address(0));
	end = stack_end(task, sp);
	printk("%sCall Trace (every code address on the stack):\n", loglvl);
	for (; sp < end && lines < MAX_LINES; sp++) {
		if (is_text(*sp)) {
			printk("%s %pS\n", loglvl, (void *)*sp);
			lines++;
		}
	}
}
