/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
#ifndef _UAPI_ASM_LKL_PTRACE_H
#define _UAPI_ASM_LKL_PTRACE_H

/* There are no user registers: user space is the program itself. */
struct user_regs_struct {
	unsigned long pc;
	unsigned long sp;
};

#endif
