/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Registers of UML's processes, of which there are none here.
 */
#ifndef _UM_HOST_LKL_SYSDEP_PTRACE_H
#define _UM_HOST_LKL_SYSDEP_PTRACE_H

struct uml_pt_regs {
};

#endif
