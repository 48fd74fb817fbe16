/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types that generic code names; no ELF program runs inside.
 */
#ifndef _ASM_LKL_ELF_H
#define _ASM_LKL_ELF_H

#include <asm/ptrace.h>

typedef unsigned long elf_greg_t;
#define ELF_NGREG (sizeof(struct user_regs_struct) / sizeof(elf_greg_t))
typedef elf_greg_t elf_gregset_t[ELF_NGREG];
typedef unsigned long elf_fpregset_t;

#define ELF_CLASS	ELFCLASS64
#define ELF_DATA	ELFDATA2LSB
#define ELF_ARCH	EM_NONE
#define ELF_ET_DYN_BASE	(TASK_SIZE / 3 * 2)
#define ELF_EXEC_PAGESIZE	4096
#define ELF_PLATFORM	(NULL)
#define ELF_HWCAP	(0)
#define elf_check_arch(hdr)	0
#define CORE_DUMP_USE_REGSET

#endif
