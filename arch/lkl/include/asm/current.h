/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The running task.
 */
#ifndef _ASM_LKL_CURRENT_H
#define _ASM_LKL_CURRENT_H

#ifndef __ASSEMBLY__

#include <asm/cpu.h>

static __always_inline struct task_struct *get_current(void)
{
	return lkl_this_cpu()->current_task;
}

#define current get_current()

#endif
#endif
