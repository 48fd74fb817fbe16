// SPDX-License-Identifier: GPL-2.0
/*
 * System calls, and what has to be done before they return to the program.
 */
#include <linux/resume_user_mode.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>

#include <asm/syscall.h>
#include <asm/unistd.h>

#include "calls.h"
#include "entry.h"
#include "host_thread.h"

/*
 * What needs memory mappings of the program, a second program, or a stack to
 * put signal frames on: it fails at once, not when an address is used. So does
 * the end of a task whose thread would wait for it: lkl_end_thread() ends both.
 */
#define sys_brk			sys_ni_syscall
#define sys_clone		sys_ni_syscall
#define sys_clone3		sys_ni_syscall
#define sys_execve		sys_ni_syscall
#define sys_execveat		sys_ni_syscall
#define sys_exit		sys_ni_syscall
#define sys_exit_group		sys_ni_syscall
#define sys_mmap		sys_ni_syscall
#define sys_mremap		sys_ni_syscall
#define sys_remap_file_pages	sys_ni_syscall
#define sys_rt_sigreturn	sys_ni_syscall
#define sys_shmat		sys_ni_syscall

#define sys_futex		lkl_futex
#define sys_futex_requeue	lkl_futex_requeue
#define sys_futex_wait		lkl_futex_wait
#define sys_futex_waitv		lkl_futex_waitv
#define sys_futex_wake		lkl_futex_wake
#define sys_mount		lkl_mount

#define __SYSCALL(nr, call) [nr] = (lkl_syscall_t)(void *)(call),
#define __SYSCALL_WITH_COMPAT(nr, native, compat) __SYSCALL(nr, native)

const lkl_syscall_t lkl_syscall_table[__NR_syscalls] = {
	[0 ... __NR_syscalls - 1] = (lkl_syscall_t)(void *)sys_ni_syscall,
#include <asm/syscall_table_64.h>
};

/*
 * Programs take signals from their host. Those of this kernel can be blocked
 * and read; a handler would be an address that nobody calls.
 */
static void drop_signals(void)
{
	struct ksignal ksig;

	while (get_signal(&ksig))
		signal_setup_done(0, &ksig, 0);
	restore_saved_sigmask();
}

static void do_user_work(void)
{
	unsigned long flags;

	while ((flags = read_thread_flags()) & _TIF_WORK) {
		if (flags & (_TIF_SIGPENDING | _TIF_NOTIFY_SIGNAL))
			drop_signals();
		if (flags & _TIF_NOTIFY_RESUME)
			resume_user_mode_work(NULL);
	}
}

static bool is_restart(long ret)
{
	return ret == -ERESTARTSYS || ret == -ERESTARTNOINTR ||
	       ret == -ERESTARTNOHAND || ret == -ERESTART_RESTARTBLOCK;
}

static long make_call(long no, const long *a)
{
	if (unlikely((unsigned long)no >= __NR_syscalls))
		return -ENOSYS;
	return lkl_syscall_table[no](a[0], a[1], a[2], a[3], a[4], a[5]);
}

static long restart_current(void)
{
	struct restart_block *restart = &current->restart_block;

	return restart->fn(restart);
}

/*
 * Only a host signal that wants no restart ends a call with -EINTR; what else
 * wakes a task, such as work of io_uring, is done and the call goes on.
 */
static noinline long finish_call(struct host_thread *self, long no,
				 const long *params, long ret)
{
	do_user_work();
	while (is_restart(ret)) {
		if (self->interrupted && ret != -ERESTARTNOINTR)
			return -EINTR;
		if (ret == -ERESTART_RESTARTBLOCK)
			ret = restart_current();
		else
			ret = make_call(no, params);
		do_user_work();
	}
	return ret;
}

/* Context: kernel stack of the task. */
void lkl_syscall_run(struct host_thread *self)
{
	const long *p = self->params;
	/* The caller's may be gone if a signal handler leaves the call. */
	const long params[6] = { p[0], p[1], p[2], p[3], p[4], p[5] };
	long no = self->no, ret;

	self->interrupted = false;
	ret = make_call(no, params);
	if (unlikely(read_thread_flags() & _TIF_WORK || is_restart(ret)))
		ret = finish_call(self, no, params, ret);
	self->ret = ret;
}

/* Like lkl_cpu_run_call(), with lkl_syscall_run() inline. */
void lkl_syscall_start(void *arg)
{
	struct host_thread *self = arg;
	struct task_struct *task = self->task;

	task->thread.user = false;
	lkl_syscall_run(self);
	task->thread.user = true;
}

int syscall_get_nr(struct task_struct *task, struct pt_regs *regs)
{
	return task->thread.owner ? task->thread.owner->no : -1;
}

void syscall_get_arguments(struct task_struct *task, struct pt_regs *regs,
			   unsigned long *args)
{
	memset(args, 0, 6 * sizeof(*args));
}
