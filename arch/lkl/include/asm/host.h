/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The one place where the kernel calls its host.
 *
 * Contexts are those of the operations in uapi/asm/host_ops.h.
 */
#ifndef _ASM_LKL_HOST_H
#define _ASM_LKL_HOST_H

#include <linux/types.h>
#include <uapi/asm/host_ops.h>

extern struct lkl_host_table lkl_host;

static inline void host_console_write(const char *text, unsigned long len)
{
	lkl_host.console_write(text, len);
}

static inline void host_console_flush(void)
{
	lkl_host.console_flush();
}

static inline void host_panic(const char *why)
{
	lkl_host.panic(why);
}

static inline void *host_mem_alloc(unsigned long bytes)
{
	return lkl_host.mem_alloc(bytes);
}

static inline void host_mem_free(void *mem, unsigned long bytes)
{
	lkl_host.mem_free(mem, bytes);
}

static inline void *host_vm_reserve(unsigned long bytes)
{
	return lkl_host.vm_reserve(bytes);
}

static inline void host_vm_release(void *addr, unsigned long bytes)
{
	lkl_host.vm_release(addr, bytes);
}

static inline int host_vm_map(void *addr, unsigned long offset,
			      unsigned long bytes, bool writable)
{
	return lkl_host.vm_map(addr, offset, bytes, writable);
}

static inline void host_vm_unmap(void *addr, unsigned long bytes)
{
	lkl_host.vm_unmap(addr, bytes);
}

static inline void *host_stack_alloc(unsigned long bytes)
{
	return lkl_host.stack_alloc(bytes);
}

static inline void host_stack_free(void *stack, unsigned long bytes)
{
	lkl_host.stack_free(stack, bytes);
}

static inline bool host_has_threads(void)
{
	return lkl_host.thread_create;
}

static inline unsigned long host_thread_create(void (*fn)(void *), void *arg)
{
	return lkl_host.thread_create(fn, arg);
}

static inline void host_thread_join(unsigned long thread)
{
	lkl_host.thread_join(thread);
}

static inline void *host_sem_alloc(void)
{
	return lkl_host.sem_alloc();
}

static inline void host_sem_free(void *sem)
{
	lkl_host.sem_free(sem);
}

static inline void host_sem_up(void *sem)
{
	lkl_host.sem_up(sem);
}

static inline int host_sem_down(void *sem, u64 deadline_ns)
{
	return lkl_host.sem_down(sem, deadline_ns);
}

static inline bool host_has_thread_fence(void)
{
	return lkl_host.thread_fence;
}

static inline void host_thread_fence(void)
{
	lkl_host.thread_fence();
}

static inline u64 host_time_ns(void)
{
	return lkl_host.time_ns();
}

static inline u64 host_time_wall_ns(void)
{
	return lkl_host.time_wall_ns();
}

static inline unsigned long host_random(void *buf, unsigned long len)
{
	return lkl_host.random(buf, len);
}

static inline u64 host_iomem_read(unsigned long addr, int size)
{
	return lkl_host.iomem_read(addr, size);
}

static inline int host_iomem_write(unsigned long addr, u64 value, int size)
{
	return lkl_host.iomem_write(addr, value, size);
}

static inline void host_work_run(void)
{
	lkl_host.work_run();
}

static inline void host_work_defer(void)
{
	lkl_host.work_defer();
}

static inline void host_image_cold(const void *addr, unsigned long bytes)
{
	if (lkl_host.image_cold)
		lkl_host.image_cold(addr, bytes);
}

#endif
