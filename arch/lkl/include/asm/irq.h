/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_LKL_IRQ_H
#define _ASM_LKL_IRQ_H

/* One bit of a two-level bitmap each: 64 words of 64 would be the limit. */
#define NR_IRQS		256

/* The clock event device's. */
#define LKL_TIMER_IRQ	0

#ifdef CONFIG_UM_HOST
/* drivers/um-host has names for the first of these. */
#define UM_IRQ_FIRST	(NR_IRQS - 32)
#define UM_POLL_IRQ	UM_IRQ_FIRST
#define UBD_IRQ		(UM_IRQ_FIRST + 1)
#define RANDOM_IRQ	(UM_IRQ_FIRST + 2)
#define VECTOR_BASE_IRQ	(UM_IRQ_FIRST + 16)
#define VECTOR_IRQ_SPACE	8
#endif

#include <asm-generic/irq.h>

#endif
