/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * How the host enters the kernel: the functions of lkl.exports.
 *
 * Included by the kernel and by the host library, so it includes only the
 * table of the opposite direction.
 */
#ifndef _UAPI_ASM_LKL_ENTRY_H
#define _UAPI_ASM_LKL_ENTRY_H

#include <asm/host_ops.h>

/** define LKL_ENTRY_ABI - version of the functions and structs below */
#define LKL_ENTRY_ABI	2

/**
 * struct lkl_thread - what the kernel knows of a host thread
 *
 * The host gives every thread that enters the kernel one of these, all zero,
 * at an address that stays valid until lkl_end_thread(). The kernel owns the
 * contents.
 */
struct lkl_thread {
	/** @opaque: the kernel's */
	unsigned long long opaque[32];
};

/**
 * struct lkl_device - a device on the kernel's platform bus
 * @name: the driver that binds to it, such as "virtio-mmio"
 * @base: its registers' address, as iomem_read() and iomem_write() get it
 * @size: bytes of registers
 * @irq: its interrupt, from lkl_get_free_irq()
 */
struct lkl_device {
	const char *name;
	unsigned long base;
	unsigned long size;
	int irq;
};

/**
 * lkl_bind_host() - hand the kernel its host
 * @table: copied; operations that the kernel does not know are ignored
 * @missing: if not NULL, set to the name of the first member that is missing
 *
 * Context: once, before lkl_boot().
 * Return: 0; -EINVAL if @table is too old, too small or lacks a member that
 * this kernel needs; -EBUSY if the kernel has a host already.
 */
int lkl_bind_host(const struct lkl_host_table *table, const char **missing);

/**
 * lkl_boot() - boot the kernel
 * @self: the calling thread
 * @cmdline: the kernel command line; "mem=" is the size of its memory
 *
 * Returns when user space would start. Context: a host thread, once.
 * Return: 0; -ENOMEM if the host has too little memory or "mem=" is too
 * small to boot with; -EBUSY if the kernel was booted before; -EIO if it
 * panicked on the way.
 */
int lkl_boot(struct lkl_thread *self, const char *cmdline);

/**
 * lkl_call() - make a system call
 * @self: the calling thread
 * @no: the number, __NR_*
 * @params: six parameters
 *
 * Context: any host thread; blocks as the system call does.
 * Return: the system call's; -ENODEV if no kernel is running; -EDEADLK if
 * the thread is inside the kernel already, as a signal handler may be.
 */
long lkl_call(struct lkl_thread *self, long no, const long *params);

/**
 * lkl_end_thread() - forget a host thread that is about to end
 * @self: the calling thread, or one that has ended
 *
 * Context: any host thread, outside the kernel. A no-op if the thread made no
 * call or the kernel has halted.
 */
void lkl_end_thread(struct lkl_thread *self);

/**
 * lkl_run_cpu() - do what is pending on the calling thread
 * @self: the calling thread
 *
 * For programs that drive the kernel from an event loop of their own, and for
 * hosts without threads: run interrupts, kernel threads, due timers and device
 * work until none is left.
 *
 * Return: nanoseconds until the next timer, LKL_FOREVER if none is armed,
 * 0 if no kernel is running.
 */
unsigned long long lkl_run_cpu(struct lkl_thread *self);

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
 * Context: any host thread, before or after boot.
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
 * lkl_add_device() - plug a device in
 * @self: the calling thread
 * @dev: what it is; copied
 *
 * The driver has probed it when this returns.
 * Return: an id >= 0, or -errno.
 */
int lkl_add_device(struct lkl_thread *self, const struct lkl_device *dev);

/**
 * lkl_remove_device() - unplug a device
 * @self: the calling thread
 * @id: from lkl_add_device()
 *
 * Return: 0, or -ENODEV.
 */
int lkl_remove_device(struct lkl_thread *self, int id);

/**
 * lkl_halt() - stop the kernel and free what it holds
 * @self: the calling thread
 *
 * Open files without a name are closed, and file systems written back and made
 * read-only first. Calls of other threads that have not returned end with
 * -ENODEV, threads of the kernel are joined, memory is given back.
 * Return: 0; -ENODEV if no kernel is running; -EDEADLK if the thread is inside
 * the kernel. With any other error the kernel has halted as with 0, and data
 * was lost: the first error of writing back that no call has told of.
 */
int lkl_halt(struct lkl_thread *self);

/**
 * lkl_abandon() - forget a kernel that is another process's
 *
 * For the child of fork(): threads of the kernel have not come along, and its
 * memory is still that of the parent. Every entry fails from here on as after
 * lkl_halt(), and nothing is freed.
 * Context: the only thread of the process, outside the kernel.
 * Return: 1 if the kernel was booted, 0 if it was not, and still can be.
 */
int lkl_abandon(void);

/**
 * lkl_is_running() - whether system calls can be made
 *
 * Return: 1 from the end of lkl_boot() to the start of lkl_halt(), else 0.
 */
int lkl_is_running(void);

/**
 * lkl_fault() - tell the kernel of a fault in one of its instructions
 * @pc: address of the instruction; set to where execution goes on
 * @addr: address that was accessed
 * @sp: stack pointer; may be changed together with @pc
 *
 * For a handler of SIGSEGV and SIGBUS. A fault of a copy from or to the
 * program's memory becomes -EFAULT of the call, any other an oops.
 * Context: the thread that faulted, in its signal handler.
 * Return: 1 if the handler shall return with the new @pc and @sp, 0 if the
 * fault is not the kernel's.
 */
int lkl_fault(unsigned long *pc, unsigned long addr, unsigned long *sp);

#endif
