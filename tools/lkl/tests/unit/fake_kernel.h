/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A kernel that only notes how it is entered, for tests of the library alone.
 */
#ifndef LKL_TESTS_FAKE_KERNEL_H
#define LKL_TESTS_FAKE_KERNEL_H

#include <errno.h>
#include <string.h>

#include <asm/entry.h>

static struct {
	struct lkl_host_table host;
	char cmdline[256];
	int nr_boots, nr_halts, nr_calls, nr_ends;
	int boot_error, running;
	struct lkl_thread *last_thread;
} kernel;

int lkl_bind_host(const struct lkl_host_table *table, const char **missing)
{
	if (!table->sem_alloc) {
		*missing = "sem_alloc";
		return -EINVAL;
	}
	kernel.host = *table;
	return 0;
}

int lkl_boot(struct lkl_thread *self, const char *cmdline)
{
	kernel.last_thread = self;
	strncat(kernel.cmdline, cmdline, sizeof(kernel.cmdline) - 1);
	kernel.nr_boots++;
	kernel.running = !kernel.boot_error;
	return kernel.boot_error;
}

long lkl_call(struct lkl_thread *self, long no, const long *params)
{
	kernel.last_thread = self;
	self->opaque[0] = 1;
	__atomic_add_fetch(&kernel.nr_calls, 1, __ATOMIC_RELAXED);
	return no + params[0];
}

void lkl_end_thread(struct lkl_thread *self)
{
	if (self->opaque[0])
		__atomic_add_fetch(&kernel.nr_ends, 1, __ATOMIC_RELAXED);
}

unsigned long long lkl_run_cpu(struct lkl_thread *self)
{
	kernel.last_thread = self;
	return 7;
}

int lkl_halt(struct lkl_thread *self)
{
	kernel.last_thread = self;
	if (!kernel.running)
		return -ENODEV;
	kernel.running = 0;
	kernel.nr_halts++;
	return 0;
}

int lkl_abandon(void)
{
	return kernel.running;
}

int lkl_is_running(void)
{
	return kernel.running;
}

int lkl_fault(unsigned long *pc, unsigned long addr, unsigned long *sp)
{
	(void)pc;
	(void)addr;
	(void)sp;
	return 0;
}

#endif
