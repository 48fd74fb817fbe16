// SPDX-License-Identifier: GPL-2.0
/*
 * Which interrupt numbers are taken. Devices reserve theirs before boot, so
 * nothing of the kernel can be used here.
 */
#include <linux/compiler.h>
#include <linux/errno.h>

#include <asm/irq.h>
#include <asm/entry.h>

#include "start.h"

/* Who has a number; taken with compare and exchange. */
static const char *users[NR_IRQS] = {
	[LKL_TIMER_IRQ] = "timer",
#ifdef CONFIG_UM_HOST
	[UM_IRQ_FIRST ... NR_IRQS - 1] = "um-host",
#endif
};

int lkl_get_free_irq(const char *user)
{
	int irq;

	if (!user)
		user = "";
	for (irq = 0; irq < NR_IRQS; irq++) {
		const char *none = NULL;

		if (__atomic_compare_exchange_n(&users[irq], &none, user, false,
						__ATOMIC_RELAXED,
						__ATOMIC_RELAXED))
			return irq;
	}
	return -EBUSY;
}

void lkl_put_irq(int irq, const char *user)
{
	if (irq > LKL_TIMER_IRQ && irq < NR_IRQS)
		__atomic_store_n(&users[irq], NULL, __ATOMIC_RELAXED);
}
