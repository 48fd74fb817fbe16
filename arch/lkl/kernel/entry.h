/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of host threads that are not system calls of the program.
 */
#ifndef _LKL_ENTRY_H
#define _LKL_ENTRY_H

struct host_thread;

int lkl_entry_begin(struct host_thread *self);
long lkl_entry_call(struct host_thread *self, void (*fn)(struct host_thread *));

/* syscall.c: makes the system call that @self has set up. */
void lkl_syscall_run(struct host_thread *self);

#endif
