/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Calls of host threads that are not system calls of the program.
 */
#ifndef _LKL_ENTRY_H
#define _LKL_ENTRY_H

struct host_thread;

int lkl_entry_begin(struct host_thread *self);
long lkl_entry_call(struct host_thread *self, void (*fn)(struct host_thread *));
long lkl_entry_call_owning(struct host_thread *self,
			   void (*fn)(struct host_thread *), bool owned);
long lkl_entry_call_sleeps(struct host_thread *self);

/*
 * syscall.c: makes the system call that @self has set up; the second one is for
 * lkl_context_start().
 */
void lkl_syscall_run(struct host_thread *self);
void lkl_syscall_start(void *self);

#endif
