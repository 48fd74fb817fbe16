/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Whether the kernel has nothing to do, and nothing to wait for but its clock.
 *
 * All threads that run its code sleep in semaphores of the host, none is about
 * to wake up, and the disk has answered all requests: nothing can happen then
 * before the clock moves. How long a disk takes, and how the host has a thread
 * wait for it, does not matter.
 */
#ifndef _LKL_COPY_IDLE_H
#define _LKL_COPY_IDLE_H

struct lkl_host_table;

/**
 * idle_init() - watch the threads of the kernel
 * @table: its host; some operations are replaced
 * @disk: the only device that it will have
 *
 * Context: the thread that will make all system calls, before the kernel
 * starts.
 */
void idle_init(struct lkl_host_table *table, int disk);

/** idle_sem_down() - what sem_down() was in the table; @deadline_ns is real */
int idle_sem_down(void *sem, unsigned long long deadline_ns);

/**
 * idle_is() - whether all of that is so for all threads but the calling one
 *
 * Context: an operation of the table.
 */
int idle_is(void);

#endif
