/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _LKL_TIMER_H
#define _LKL_TIMER_H

#include <linux/types.h>

/* When the next timer is due, in host time. Any thread may ask. */
u64 lkl_timer_deadline(void);

/*
 * True once when the deadline has come: the caller raises LKL_TIMER_IRQ.
 */
bool lkl_timer_due(void);

/*
 * Raise the interrupt if it is due, in place of a thread that waits for it;
 * looks at the clock only now and then. Context: CPU owned.
 */
void lkl_timer_look(void);

#endif
