/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _ASM_LKL_EXEC_H
#define _ASM_LKL_EXEC_H

#define arch_align_stack(sp) (sp)

#endif
