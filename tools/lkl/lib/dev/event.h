/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A thread that waits for a descriptor of the kernel.
 */
#ifndef _LKL_DEV_EVENT_H
#define _LKL_DEV_EVENT_H

struct lkl__event;

/**
 * lkl__event_new() - start a thread that waits
 * @fd: descriptor of the kernel
 * @wanted: LKL_POLL*
 * @event: set to what it tells of
 *
 * Return: the descriptor of the host that it makes readable, or -errno.
 */
int lkl__event_new(int fd, unsigned int wanted, struct lkl__event **event);

/** lkl__event_rearm() - have it wait once more */
void lkl__event_rearm(struct lkl__event *event);

/** lkl__event_free() - end the thread, and close what was opened for it */
void lkl__event_free(struct lkl__event *event);

#endif
