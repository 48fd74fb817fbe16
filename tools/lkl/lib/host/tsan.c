// SPDX-License-Identifier: GPL-2.0
/*
 * Host operations that tell the thread sanitizer who is ordered with whom.
 *
 * The kernel is not instrumented. How it passes the CPU, its stacks, registers
 * of devices and semaphores from thread to thread is not seen, and all of these
 * would be reported.
 */
#include "host/tsan.h"

#include <asm/host_ops.h>

#if LKL__TSAN
#include <sanitizer/tsan_interface.h>

/* The host's own operations; constant since lkl__tsan_watch(). */
static struct lkl_host_table real;

/*
 * What owners of the CPU do on kernel stacks and to devices comes one after the
 * other. These operations have no other callers.
 */
static char cpu;

static void owner_begins(void)
{
	__tsan_acquire(&cpu);
}

static void owner_ends(void)
{
	__tsan_release(&cpu);
}

void lkl__tsan_after_owners(void)
{
	__tsan_acquire(&cpu);
}

static void console_write(const char *text, unsigned long len)
{
	owner_begins();
	real.console_write(text, len);
	owner_ends();
}

static int vm_map(void *addr, unsigned long offset, unsigned long bytes,
		  int writable)
{
	int ret;

	owner_begins();
	ret = real.vm_map(addr, offset, bytes, writable);
	owner_ends();
	return ret;
}

static void vm_unmap(void *addr, unsigned long bytes)
{
	owner_begins();
	real.vm_unmap(addr, bytes);
	owner_ends();
}

static void *stack_alloc(unsigned long bytes)
{
	void *ret;

	owner_begins();
	ret = real.stack_alloc(bytes);
	owner_ends();
	return ret;
}

static void stack_free(void *stack, unsigned long bytes)
{
	owner_begins();
	real.stack_free(stack, bytes);
	owner_ends();
}

static unsigned long long time_wall_ns(void)
{
	unsigned long long ret;

	owner_begins();
	ret = real.time_wall_ns();
	owner_ends();
	return ret;
}

static unsigned long get_random(void *buf, unsigned long len)
{
	unsigned long ret;

	owner_begins();
	ret = real.random(buf, len);
	owner_ends();
	return ret;
}

static unsigned long long iomem_read(unsigned long addr, int size)
{
	unsigned long long ret;

	owner_begins();
	ret = real.iomem_read(addr, size);
	owner_ends();
	return ret;
}

static int iomem_write(unsigned long addr, unsigned long long value, int size)
{
	int ret;

	owner_begins();
	ret = real.iomem_write(addr, value, size);
	owner_ends();
	return ret;
}

/*
 * Called with and without the CPU, so it must not order its callers; and all
 * that it touches is the stack.
 */
static unsigned long long time_ns(void)
{
	unsigned long long ret;

	lkl__tsan_ignore_begin();
	ret = real.time_ns();
	lkl__tsan_ignore_end();
	return ret;
}

/* Who knows a semaphore has it, by way of the kernel, from who allocated it. */
static void *sem_alloc(void)
{
	void *sem = real.sem_alloc();

	if (sem)
		__tsan_release(sem);
	return sem;
}

static void sem_up(void *sem)
{
	__tsan_acquire(sem);
	real.sem_up(sem);
}

#define WATCH(op, fn) do {						\
	if (watched->op)						\
		watched->op = fn;					\
} while (0)

const struct lkl_host_table *
lkl__tsan_watch(const struct lkl_host_table *table,
		struct lkl_host_table *watched)
{
	if (table->size < sizeof(*table))
		return table;
	real = *table;
	*watched = *table;
	WATCH(console_write, console_write);
	WATCH(vm_map, vm_map);
	WATCH(vm_unmap, vm_unmap);
	WATCH(stack_alloc, stack_alloc);
	WATCH(stack_free, stack_free);
	WATCH(time_wall_ns, time_wall_ns);
	WATCH(random, get_random);
	WATCH(iomem_read, iomem_read);
	WATCH(iomem_write, iomem_write);
	WATCH(time_ns, time_ns);
	WATCH(sem_alloc, sem_alloc);
	WATCH(sem_up, sem_up);
	return watched;
}
#else
const struct lkl_host_table *
lkl__tsan_watch(const struct lkl_host_table *table,
		struct lkl_host_table *watched)
{
	(void)watched;
	return table;
}
#endif
