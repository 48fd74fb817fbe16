/* SPDX-License-Identifier: GPL-2.0 */
/*
 * More kernels in one process.
 *
 * A kernel is a copy of liblkl.so: all of its functions and variables exist
 * once more, reached by lkl_kernel_symbol(). The commonest have a function
 * here.
 */
#ifndef _LKL_LOAD_H
#define _LKL_LOAD_H

#ifdef __cplusplus
extern "C" {
#endif

/** struct lkl - a loaded kernel */
struct lkl;

/**
 * lkl_load() - load another kernel
 * @path: a liblkl.so; NULL for the one that this code is in, or in a program
 *	linked statically the one that the system finds
 * @err: if not NULL, set to 0 or the reason of a failure: -ENOENT, -ENOMEM,
 *	-ENOEXEC if @path is not a liblkl.so, -ENOSYS without dlopen()
 *
 * Return: its handle, or NULL.
 */
struct lkl *lkl_load(const char *path, int *err);

/**
 * lkl_unload() - forget a kernel and give its memory back
 * @kernel: a kernel that was not started or has halted; NULL does nothing.
 *	No thread is in its code or has data of it.
 *
 * Return: 0; -EBUSY if it runs, or if its lkl_handle_faults() is on and another
 * handler was put on top: another kernel's, for one, which has to go first.
 */
int lkl_unload(struct lkl *kernel);

/**
 * lkl_kernel_symbol() - a function or variable of a kernel
 * @kernel: the kernel
 * @name: such as "lkl_disk_add"
 *
 * Return: its address, or NULL.
 */
void *lkl_kernel_symbol(struct lkl *kernel, const char *name);

/**
 * lkl_kernel_start() - lkl_start_kernel() of a kernel
 * @kernel: the kernel
 * @cmd_line_fmt: its command line, as for printf()
 *
 * Return: as lkl_start_kernel().
 */
int lkl_kernel_start(struct lkl *kernel, const char *cmd_line_fmt, ...)
	__attribute__((format(printf, 2, 3)));

/**
 * lkl_kernel_syscall() - lkl_syscall() of a kernel
 * @kernel: the kernel
 * @no: number of the call
 * @params: six parameters
 *
 * Return: as lkl_syscall().
 */
long lkl_kernel_syscall(struct lkl *kernel, long no, long *params);

/**
 * lkl_kernel_halt() - lkl_sys_halt() of a kernel
 * @kernel: the kernel
 *
 * Return: as lkl_sys_halt().
 */
long lkl_kernel_halt(struct lkl *kernel);

#ifdef __cplusplus
}
#endif

#endif
