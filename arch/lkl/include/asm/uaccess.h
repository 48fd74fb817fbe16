/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Access to the program's memory.
 *
 * It is the same memory, so there is no range to check: a pointer is good if
 * the host has something there. If it has not, and a handler of SIGSEGV calls
 * lkl_fault(), the access ends with -EFAULT through the exception table.
 */
#ifndef _ASM_LKL_UACCESS_H
#define _ASM_LKL_UACCESS_H

#include <linux/errno.h>
#include <linux/types.h>

/**
 * lkl_user_cmpxchg() - atomically exchange a word of the program
 * @uaddr: the word
 * @old: exchanged only if this is its value; set to the value found
 * @new: value to store
 *
 * Return: 0, or -EFAULT.
 */
static int lkl_user_cmpxchg(u32 __user *uaddr, u32 *old, u32 new);

#if defined(CONFIG_LKL_ISA_X86_64)
#include <asm/uaccess-x86_64.h>
#include <asm/uaccess-fault.h>
#elif defined(CONFIG_LKL_ISA_AARCH64)
#include <asm/uaccess-aarch64.h>
#include <asm/uaccess-fault.h>
#else
#include <asm/uaccess-generic.h>
#endif

#include <asm-generic/uaccess.h>

#endif
