/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the kernel asks whether it should reschedule, it takes interrupts.
 *
 * Nothing interrupts the owner of the CPU: it runs what is pending where it
 * enables interrupts, relaxes or leaves. A loop that does none of these but
 * calls cond_resched() relies on the tick to say that others have waited for
 * long enough, so the tick has to come through there, and to be looked for if
 * the owner is who else would wait for it.
 */
#ifndef _ASM_LKL_PREEMPT_H
#define _ASM_LKL_PREEMPT_H

#define should_resched generic_should_resched
#include <asm-generic/preempt.h>
#undef should_resched

#include <asm/cpu.h>

void lkl_cpu_relax(void);

static __always_inline bool should_resched(int preempt_offset)
{
	struct lkl_cpu *cpu = lkl_this_cpu();

	if (lkl_cpu_attention(cpu) || unlikely(cpu->keeps_time))
		lkl_cpu_relax();
	return generic_should_resched(preempt_offset);
}

#endif
