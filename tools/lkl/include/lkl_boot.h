/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Starting, calling and stopping the kernel.
 *
 * Errors are negative Linux errno values.
 */
#ifndef _LKL_BOOT_H
#define _LKL_BOOT_H

#ifdef __cplusplus
extern "C" {
#endif

struct lkl_host_operations;

/**
 * lkl_init() - choose the host
 * @ops: &lkl_host_ops, or NULL for its defaults, or a table of the program's
 *	own. Kept by reference until lkl_cleanup().
 *
 * Context: before all other calls, once; one thread.
 * Return: 0; -EINVAL if @ops lacks a member (see lkl_init_missing()) or the
 * kernel wants a newer library; -EBUSY if called before.
 */
int lkl_init(struct lkl_host_operations *ops);

/**
 * lkl_init_missing() - what the last lkl_init() or lkl_init_table() refused
 *
 * Return: the name of the first missing operation, or NULL.
 */
const char *lkl_init_missing(void);

/**
 * lkl_cleanup() - forget the host, after lkl_sys_halt()
 *
 * Does nothing while the kernel runs. A kernel that has halted cannot be
 * started again; lkl_load() gives another one.
 */
void lkl_cleanup(void);

/**
 * lkl_start_kernel() - boot the kernel
 * @cmd_line_fmt: kernel command line, as for printf(). "mem=" is the size of
 *	the kernel's memory, 64M if it is not given.
 *
 * Disks and network devices that were added before are there when it returns.
 * Without an lkl_init() before, it does lkl_init(NULL).
 * Return: 0; -ENOMEM if the memory is not to be had, more than RLIMIT_FSIZE
 * allows (it is a file that has no name), or too small; -EBUSY if
 * it was called before; -EIO if the kernel panicked; -E2BIG if the command line
 * has more than 4095 characters; what lkl_init() returns.
 */
int lkl_start_kernel(const char *cmd_line_fmt, ...)
	__attribute__((format(printf, 1, 2)));

/**
 * lkl_is_running() - whether system calls can be made
 *
 * Return: 1 after lkl_start_kernel(), 0 before it and after lkl_sys_halt().
 */
int lkl_is_running(void);

/**
 * lkl_sys_halt() - sync, stop the kernel and free what it holds
 *
 * Open files that have no name are closed; what is still mounted is written
 * back and becomes read-only. Calls of other threads that sleep in the kernel
 * end with -ENODEV.
 * Context: any host thread outside the kernel.
 * Return: 0; -ENODEV if no kernel is running; -EDEADLK in a signal handler that
 * interrupted a call. With any other error the kernel has halted, and data was
 * lost: the first error of writing back that neither syncfs(2) nor unmounting
 * has told of.
 */
long lkl_sys_halt(void);

/**
 * lkl_syscall() - make a system call
 * @no: its number, __lkl__NR_*
 * @params: six parameters
 *
 * Context: any host thread at any time. A signal handler may call it unless
 * it interrupted a call.
 * It is not a cancellation point.
 * Return: what the call returns; -ENODEV if no kernel is running, or in a child
 * of fork(); -EDEADLK from a signal handler that interrupted a call; -ENOMEM or
 * -EAGAIN if the kernel has too little memory for one more thread that calls.
 */
long lkl_syscall(long no, long *params);

/**
 * lkl_run() - do on the calling thread what the kernel has to do
 *
 * For event loops and for hosts without threads.
 * Return: nanoseconds until it must be called again, ~0ULL if only an
 * interrupt can give the kernel work, 0 if no kernel is running.
 */
unsigned long long lkl_run(void);

/**
 * lkl_handle_faults() - have the kernel handle faults in its code
 * @on: 1 to start, 0 to stop
 *
 * Installs handlers of SIGSEGV and SIGBUS. A bad pointer given to a system call
 * then makes it return -EFAULT instead of ending the program, and a fault of
 * the kernel is an oops. Faults elsewhere go to the handlers that were there
 * before. Threads that call the kernel and have no alternate signal stack get
 * one, so that overflows of kernel stacks are seen.
 *
 * Return: 0; -ENOSYS on machines where it is not implemented; -EBUSY if it
 * cannot stop because another handler was put on top.
 */
int lkl_handle_faults(int on);

/**
 * lkl_trigger_irq() - raise an interrupt
 * @irq: its number
 *
 * Context: any host thread, and a signal handler.
 * Return: 0, or -EINVAL if there is no such interrupt.
 */
int lkl_trigger_irq(int irq);

/**
 * lkl_get_free_irq() - reserve an interrupt number
 * @user: who wants it; kept by reference
 *
 * Return: the number, or -EBUSY if all are taken.
 */
int lkl_get_free_irq(const char *user);

/**
 * lkl_put_irq() - give an interrupt number back
 * @irq: from lkl_get_free_irq()
 * @user: as given there
 */
void lkl_put_irq(int irq, const char *user);

/**
 * lkl_strerror() - the text of an error
 * @err: what a call returned; the sign does not matter
 *
 * Return: a constant text.
 */
const char *lkl_strerror(int err);

/**
 * lkl_perror() - print a message and the text of an error to standard error
 * @msg: the message, or NULL
 * @err: as for lkl_strerror()
 */
void lkl_perror(char *msg, int err);

/**
 * lkl_printf() - print by the print operation of the host
 * @fmt: as for printf()
 *
 * Return: bytes printed, or -ENOMEM.
 */
int lkl_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/**
 * lkl_bug() - print like lkl_printf() and call the host's panic operation
 * @fmt: as for printf()
 */
void lkl_bug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#ifdef __cplusplus
}
#endif

#endif
