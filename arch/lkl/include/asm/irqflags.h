/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts are run by the owner of the CPU where it enables them.
 */
#ifndef _ASM_LKL_IRQFLAGS_H
#define _ASM_LKL_IRQFLAGS_H

#include <asm/cpu.h>

/* Runs what is pending; interrupts are enabled before and after. */
void lkl_irq_run(void);

#define ARCH_IRQ_DISABLED	0
#define ARCH_IRQ_ENABLED	1

static __always_inline unsigned long arch_local_save_flags(void)
{
	return READ_ONCE(lkl_this_cpu()->irq_enabled);
}

#define arch_local_save_flags arch_local_save_flags

static __always_inline void arch_local_irq_restore(unsigned long flags)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	barrier();
	WRITE_ONCE(cpu->irq_enabled, flags);
	if (flags && lkl_cpu_attention(cpu))
		lkl_irq_run();
	barrier();
}

#define arch_local_irq_restore arch_local_irq_restore

#include <asm-generic/irqflags.h>

#endif
