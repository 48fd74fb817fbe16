// SPDX-License-Identifier: GPL-2.0
/*
 * The idle task: it goes home until something asks for attention, and the
 * generic idle loop does the rest, stopping and starting the tick included.
 */
#include <linux/cpu.h>
#include <linux/sched.h>
#include <linux/sched/idle.h>

#include <asm/cpu.h>
#include <asm/irqflags.h>

/* Interrupts are off before and after. */
void arch_cpu_idle(void)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	cpu->idle_waits = true;
	while (!lkl_cpu_attention(cpu))
		lkl_context_yield(cpu, &current->thread.ctx);
	cpu->idle_waits = false;
	raw_local_irq_enable();
	raw_local_irq_disable();
}
