/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interrupts of file descriptors, as the drivers' host halves know them.
 */
#ifndef _UM_HOST_LKL_IRQ_USER_H
#define _UM_HOST_LKL_IRQ_USER_H

#include <sysdep/ptrace.h>

/* More numbers of drivers; the first ones are in <asm/irq.h>. */
#define UM_CALL_IRQ	(UM_IRQ_FIRST + 3)
#define WINCH_IRQ	(UM_IRQ_FIRST + 4)
#define ACCEPT_IRQ	(UM_IRQ_FIRST + 5)
#define TELNETD_IRQ	(UM_IRQ_FIRST + 6)
#define XTERM_IRQ	(UM_IRQ_FIRST + 7)
#define MCONSOLE_IRQ	(UM_IRQ_FIRST + 8)

enum um_irq_type {
	IRQ_READ,
	IRQ_WRITE,
	NUM_IRQ_TYPES,
};

void free_irq_by_fd(int fd);
void deactivate_fd(int fd, int irqnum);

#endif
