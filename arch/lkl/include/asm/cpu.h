/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The CPU: what a host thread must own to run kernel code.
 */
#ifndef _ASM_LKL_CPU_H
#define _ASM_LKL_CPU_H

#include <linux/compiler.h>

struct task_struct;
struct host_thread;

/**
 * struct lkl_cpu - state of the CPU
 * @current_task: the running task
 * @irq_enabled: interrupts may be taken
 * @owned: 1 while a host thread owns the CPU; taken with an atomic exchange
 * @attention: LKL_ATTN_* bits, set by any host thread; whoever owns the CPU,
 *	or finds it free, sees to them
 * @home_sp: stack pointer of the owner's home stack while a context runs
 * @prev_task: who ran before current_task, for schedule_tail()
 * @handed: who was handed the CPU and has not taken it yet
 * @fenced: the host has thread_fence(): a release needs no barrier
 * @work: a device has work for the host, set with the CPU held
 * @console: the console has text for the host, set with the CPU held
 * @stopped: the kernel has halted or panicked and runs no more
 * @idle_waits: the idle task has nothing to do until an interrupt
 * @helping: the owner runs the call of another thread for it; an interrupt
 *	clears it, and the owner stops doing so
 * @lent_since: the tick, in jiffies, since which the owner runs kernel threads
 *	in place of the service thread; 0 while it does not
 * @keeps_time: no other thread waits for timers meanwhile: the owner has to
 *	look at the clock
 *
 * Everything but @owned and @attention belongs to the owner; others may look at
 * @handed.
 */
struct lkl_cpu {
	struct task_struct *current_task;
	unsigned long irq_enabled;
	unsigned int owned;
	unsigned int attention;
	void *home_sp;
	struct task_struct *prev_task;
	struct host_thread *handed;
	unsigned long lent_since;
	bool fenced;
	bool work;
	bool console;
	bool stopped;
	bool idle_waits;
	bool helping;
	bool keeps_time;
};

#define LKL_ATTN_IRQ	1	/* an interrupt is pending */
#define LKL_ATTN_ENTRY	2	/* a host thread wants in */

extern struct lkl_cpu lkl_boot_cpu;

static __always_inline struct lkl_cpu *lkl_this_cpu(void)
{
	return &lkl_boot_cpu;
}

static inline bool lkl_cpu_attention(const struct lkl_cpu *cpu)
{
	return unlikely(READ_ONCE(cpu->attention));
}

#endif
