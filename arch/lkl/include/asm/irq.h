/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_LKL_IRQ_H
#define _ASM_LKL_IRQ_H

/* One bit of a two-level bitmap each: 64 words of 64 would be the limit. */
#define NR_IRQS		256

/* The clock event device's. */
#define LKL_TIMER_IRQ	0

#include <asm-generic/irq.h>

#endif
