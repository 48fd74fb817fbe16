/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of file descriptors, as the drivers' host halves know them.
 */
#ifndef _UM_HOST_LKL_IRQ_USER_H
#define _UM_HOST_LKL_IRQ_USER_H

#include <sysdep/ptrace.h>

enum um_irq_type {
	IRQ_READ,
	IRQ_WRITE,
	NUM_IRQ_TYPES,
};

void free_irq_by_fd(int fd);
void deactivate_fd(int fd, int irqnum);

#endif
