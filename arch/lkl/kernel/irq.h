/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LKL_IRQ_H
#define _LKL_IRQ_H

#include "host_thread.h"

/* Set @irq pending. Context: CPU owned. */
void lkl_irq_post(unsigned int irq);

/*
 * Set @irq pending and, if nobody owns the CPU, run it on the calling thread,
 * which stays for @what_for; @self must not be in a call.
 */
void lkl_irq_raise(struct host_thread *self, unsigned int irq,
		   enum lkl_stay what_for);

#endif
