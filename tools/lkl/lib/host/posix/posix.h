/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The operations of POSIX hosts; see struct lkl_host_table for what each does.
 */
#ifndef _LKL_HOST_POSIX_H
#define _LKL_HOST_POSIX_H

struct lkl_sem;

void *lkl__posix_mem_alloc(unsigned long bytes);
void lkl__posix_mem_free(void *mem, unsigned long bytes);
void *lkl__posix_vm_reserve(unsigned long bytes);
void lkl__posix_vm_release(void *addr, unsigned long bytes);
int lkl__posix_vm_map(void *addr, unsigned long offset, unsigned long bytes,
		      int writable);
void lkl__posix_vm_unmap(void *addr, unsigned long bytes);
void *lkl__posix_stack_alloc(unsigned long bytes);
void lkl__posix_stack_free(void *stack, unsigned long bytes);
unsigned long lkl__posix_thread_create(void (*fn)(void *arg), void *arg);
void lkl__posix_thread_join(unsigned long thread);
void *lkl__posix_sem_alloc(void);
void lkl__posix_sem_free(void *sem);
void lkl__posix_sem_up(void *sem);
int lkl__posix_sem_down(void *sem, unsigned long long deadline_ns);
void lkl__posix_thread_fence(void);
void lkl__posix_console_flush(void);
unsigned long long lkl__posix_time_ns(void);
unsigned long long lkl__posix_time_wall_ns(void);
unsigned long lkl__posix_random(void *buf, unsigned long len);
void lkl__posix_image_cold(const void *addr, unsigned long bytes);

/**
 * lkl__posix_fence_init() - ask the host for fences
 *
 * Return: nonzero if lkl__posix_thread_fence() works.
 */
int lkl__posix_fence_init(void);

/**
 * lkl__posix_event_raise() - count an eventfd up by one
 * @fd: the eventfd
 *
 * Context: any; does not block, keeps errno, and no thread ends in it.
 */
void lkl__posix_event_raise(int fd);

/** lkl__posix_mem_fd() - the memfd behind the kernel's memory, or -1 */
int lkl__posix_mem_fd(void);

/**
 * lkl__posix_mem_abandon() - forget the kernel's memory, which is the parent's
 *
 * Context: a child of fork(). As long as it had the file or a mapping of it,
 * the parent could not give the memory back.
 */
void lkl__posix_mem_abandon(void);

/** lkl__posix_vm_abandon() - the same for where it is mapped a second time */
void lkl__posix_vm_abandon(void);

/**
 * lkl__posix_release() - free what operations keep for reuse
 *
 * Context: the kernel has halted.
 */
void lkl__posix_release(void);

/**
 * lkl__posix_stack_map() - map a stack with a guard page below
 * @bytes: usable bytes
 *
 * Return: its lowest usable address, or NULL.
 */
void *lkl__posix_stack_map(unsigned long bytes);

/**
 * lkl__posix_stack_unmap() - undo lkl__posix_stack_map()
 * @stack: from there
 * @bytes: as there
 */
void lkl__posix_stack_unmap(void *stack, unsigned long bytes);

/** lkl__posix_stack_trim() - unmap the stacks kept for reuse */
void lkl__posix_stack_trim(void);

#endif
