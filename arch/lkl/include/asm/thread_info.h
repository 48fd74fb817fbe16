/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Per-task flags; the rest of a task's state is in struct thread_struct.
 */
#ifndef _ASM_LKL_THREAD_INFO_H
#define _ASM_LKL_THREAD_INFO_H

#include <asm/page.h>

/*
 * task->stack is allocated by generic code and holds nothing but its end
 * marker: tasks run on stacks of the host, which have guard pages.
 */
#define THREAD_SIZE_ORDER	0
#define THREAD_SIZE		PAGE_SIZE

#ifndef __ASSEMBLY__

struct thread_info {
	unsigned long flags;
	int preempt_count;
};

#define INIT_THREAD_INFO(tsk)				\
{							\
	.flags		= 0,				\
	.preempt_count	= INIT_PREEMPT_COUNT,		\
}

#endif

#define TIF_NOTIFY_RESUME	0	/* work before the return to the host */
#define TIF_SIGPENDING		1	/* a signal is pending */
#define TIF_NEED_RESCHED	2	/* another task should run */
#define TIF_NOTIFY_SIGNAL	3	/* a host signal was handled */
#define TIF_RESTORE_SIGMASK	4	/* put the saved signal mask back */
#define TIF_MEMDIE		5	/* the OOM killer's victim */
#define TIF_SYSCALL_TRACE	6	/* never set: there is no ptrace */
#define TIF_SYSCALL_AUDIT	7	/* never set */
#define TIF_SYSCALL_TRACEPOINT	8	/* never set */
#define TIF_SECCOMP		9	/* never set */

#define _TIF_NOTIFY_RESUME	BIT(TIF_NOTIFY_RESUME)
#define _TIF_SIGPENDING		BIT(TIF_SIGPENDING)
#define _TIF_NEED_RESCHED	BIT(TIF_NEED_RESCHED)
#define _TIF_NOTIFY_SIGNAL	BIT(TIF_NOTIFY_SIGNAL)

/* What has to be done before a call returns to the program. */
#define _TIF_WORK		(_TIF_NOTIFY_RESUME | _TIF_SIGPENDING | \
				 _TIF_NOTIFY_SIGNAL)

#endif
