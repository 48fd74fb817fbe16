/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Descriptors of the kernel in the program's own event loop.
 *
 * Errors are negative Linux errno values.
 */
#ifndef _LKL_EVENT_H
#define _LKL_EVENT_H

#ifdef __cplusplus
extern "C" {
#endif

/**
 * lkl_event_open() - a descriptor of the host that tells of one of the kernel
 * @fd: the kernel's descriptor; an epoll can stand for many
 * @events: LKL_POLLIN, LKL_POLLOUT, ...
 *
 * The host's descriptor becomes readable when @fd has one of @events, for
 * poll(2), epoll(7) and the like on the host; it is an eventfd(2). It tells
 * once. After having done what there is to do, the program calls
 * lkl_event_rearm(), and is told again, at once if something is left.
 *
 * A thread of the library waits for each. It becomes readable, too, when the
 * kernel is halted.
 *
 * Context: the kernel runs.
 * Return: the descriptor; -EBADF if @fd is none; -ENOMEM, -EMFILE, -ENFILE if
 * there are too many; -ENOSYS on hosts without threads.
 */
int lkl_event_open(int fd, unsigned int events);

/**
 * lkl_event_rearm() - be told again
 * @event: from lkl_event_open()
 *
 * Makes it unreadable first.
 * Return: 0, or -EBADF.
 */
int lkl_event_rearm(int event);

/**
 * lkl_event_close() - stop being told
 * @event: from lkl_event_open(); closed
 *
 * The kernel's descriptor stays open. May be called after a halt, too.
 * Return: 0, or -EBADF.
 */
int lkl_event_close(int event);

#ifdef __cplusplus
}
#endif

#endif
