// SPDX-License-Identifier: GPL-2.0
/*
 * Faults of kernel code, which the host sees as signals.
 */
#include <linux/extable.h>
#include <linux/kallsyms.h>
#include <linux/panic.h>
#include <linux/ptrace.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>

#include <asm/cpu.h>
#include <asm/sections.h>
#include <asm/entry.h>

#include "host_thread.h"
#include "start.h"

/* Below the stack pointer code may keep data that signal handlers spare. */
#define RED_ZONE	256

/* The fault that oops() is to report; the CPU's owner's. */
static struct fault {
	unsigned long pc;
	unsigned long addr;
	unsigned long sp;
} fault;

/* A stack to die on when there is none left. */
static char last_stack[4 * PAGE_SIZE] __aligned(16);

static void __noreturn oops(void)
{
	struct pt_regs regs = { .pc = fault.pc, .sp = fault.sp };

	oops_enter();
	console_verbose();
	bust_spinlocks(1);
	pr_emerg("BUG: unable to handle access to %px\n", (void *)fault.addr);
	show_regs(&regs);
	bust_spinlocks(0);
	add_taint(TAINT_DIE, LOCKDEP_NOW_UNRELIABLE);
	oops_exit();

	if (in_interrupt() || is_idle_task(current))
		panic("Fatal exception in interrupt");
	if (panic_on_oops)
		panic("Fatal exception");
	make_task_dead(SIGSEGV);
}

static void __noreturn stack_overflow(void)
{
	panic("kernel stack overflow of %s at %pS", current->comm,
	      (void *)fault.pc);
}

#ifdef CONFIG_LKL_CONTEXT_SWITCH
static bool on_guard_page(unsigned long addr)
{
	unsigned long stack = (unsigned long)current->thread.ctx.stack;

	return addr < stack && addr >= stack - PAGE_SIZE;
}

#else
static bool on_guard_page(unsigned long addr)
{
	return false;
}
#endif

/* Our code, or a call through a NULL pointer of ours. */
static bool is_ours(unsigned long pc, unsigned long sp)
{
	return kernel_text_address(pc) ||
	       (pc < PAGE_SIZE && lkl_context_holds(&current->thread.ctx, sp));
}

int lkl_fault(unsigned long *pc, unsigned long addr,
			  unsigned long *sp)
{
	const struct exception_table_entry *entry;

	if (!lkl_state_is_alive() || !is_ours(*pc, *sp))
		return 0;
	entry = search_exception_tables(*pc);
	if (entry) {
		*pc = lkl_extable_fixup(entry);
		return 1;
	}

	fault = (struct fault){ .pc = *pc, .addr = addr, .sp = *sp };
	if (on_guard_page(addr)) {
		*pc = (unsigned long)stack_overflow;
		*sp = (unsigned long)last_stack + sizeof(last_stack) - 8;
		return 1;
	}
	*pc = (unsigned long)oops;
	*sp = ((*sp - RED_ZONE) & ~15UL) - 8;
	return 1;
}

void show_regs(struct pt_regs *regs)
{
	show_regs_print_info(KERN_EMERG);
	pr_emerg("pc: %pS\n", (void *)regs->pc);
	show_stack(current, (unsigned long *)(regs->sp & ~7UL), KERN_EMERG);
}
