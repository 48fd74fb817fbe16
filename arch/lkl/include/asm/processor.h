/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a task and the CPU are made of.
 */
#ifndef _ASM_LKL_PROCESSOR_H
#define _ASM_LKL_PROCESSOR_H

#include <asm/context.h>
#include <asm/page.h>

struct task_struct;
struct pt_regs;
struct host_thread;

/**
 * struct thread_struct - what the port keeps of a task
 * @ctx: its kernel stack and, while it does not run, its registers
 * @owner: the host thread whose system calls it makes; NULL for a kernel thread
 * @fn: what a kernel thread runs first
 * @fn_arg: its argument
 * @started: it has run
 * @user: nothing is on its kernel stack: it is out in the program
 */
struct thread_struct {
	struct context ctx;
	struct host_thread *owner;
	int (*fn)(void *arg);
	void *fn_arg;
	bool started;
	bool user;
};

#define INIT_THREAD	{ }

#define TASK_SIZE_MAX	TASK_SIZE
#define STACK_TOP	TASK_SIZE
#define STACK_TOP_MAX	STACK_TOP
#define TASK_UNMAPPED_BASE	PAGE_ALIGN(TASK_SIZE / 3)

#define KSTK_EIP(tsk)	(0)
#define KSTK_ESP(tsk)	(0)

#define task_pt_regs(tsk) \
	((struct pt_regs *)(task_stack_page(tsk) + THREAD_SIZE) - 1)

void start_thread(struct pt_regs *regs, unsigned long pc, unsigned long sp);
unsigned long __get_wchan(struct task_struct *tsk);

/*
 * Code that spins waits for an interrupt or another host thread; interrupts
 * are only taken where they are enabled, and here.
 */
void lkl_cpu_relax(void);
#define cpu_relax()	lkl_cpu_relax()

#endif
