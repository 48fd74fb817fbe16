/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Descriptors of the host whose events raise interrupts.
 */
#ifndef _UM_HOST_LKL_WATCH_H
#define _UM_HOST_LKL_WATCH_H

#include <irq_user.h>

/**
 * um_watch() - have the events of a descriptor raise an interrupt
 * @fd: the descriptor, which is made one that does not block
 * @type: the kind of events; there is one interrupt for each kind
 * @irq: the interrupt
 * @dev_id: whose it is
 *
 * What is known of the number from before is about a descriptor that was
 * closed: drivers may close one in an interrupt and free the interrupt later.
 *
 * Return: 0 or -errno.
 */
int um_watch(int fd, enum um_irq_type type, int irq, void *dev_id);

/**
 * um_unwatch() - end what um_watch() began
 * @fd: the descriptor, or -1 for any
 * @irq: the interrupt, or -1 for any
 * @dev_id: whose it is, or NULL for anybody's
 *
 * The descriptor may be closed, and its number be somebody else's by now.
 */
void um_unwatch(int fd, int irq, void *dev_id);

/**
 * um_raise_watched() - run the handlers for all events there are
 *
 * Context: interrupt.
 */
void um_raise_watched(void);

#endif
