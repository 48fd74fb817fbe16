/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LKL_IRQ_H
#define _LKL_IRQ_H

struct host_thread;

/*
 * Set @irq pending and, if nobody owns the CPU, run it on the calling thread;
 * @self must not be in a call.
 */
void lkl_irq_raise(struct host_thread *self, unsigned int irq);

#endif
