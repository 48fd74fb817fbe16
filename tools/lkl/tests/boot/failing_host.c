// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 300
 *
 * A host that fails the n-th call of an operation gets an error or a kernel
 * that works without it, never a hang or a signal.
 */
#include <asm/host_ops.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"

#define MAX_CALLS	2000
#define WAS_OK		0
#define WAS_REFUSED	1
#define WAS_NEVER	2
#define WAS_BROKEN	3

static const struct lkl_host_table *posix;
static int countdown;

/* Whether this is the call that fails. */
static int fails(void)
{
	return !__atomic_sub_fetch(&countdown, 1, __ATOMIC_RELAXED);
}

static void *mem_alloc(unsigned long bytes)
{
	return fails() ? NULL : posix->mem_alloc(bytes);
}

static void *vm_reserve(unsigned long bytes)
{
	return fails() ? NULL : posix->vm_reserve(bytes);
}

static int vm_map(void *addr, unsigned long offset, unsigned long bytes,
		  int writable)
{
	return fails() ? -LKL_ENOMEM :
			 posix->vm_map(addr, offset, bytes, writable);
}

static void *stack_alloc(unsigned long bytes)
{
	return fails() ? NULL : posix->stack_alloc(bytes);
}

static unsigned long thread_create(void (*fn)(void *arg), void *arg)
{
	return fails() ? 0 : posix->thread_create(fn, arg);
}

static void *sem_alloc(void)
{
	return fails() ? NULL : posix->sem_alloc();
}

static unsigned long get_random(void *buf, unsigned long len)
{
	return fails() ? 0 : posix->random(buf, len);
}

/* Boots, calls from the thread that booted, and halts. */
static int boot_and_halt(void *arg)
{
	long ret, params[6] = { 0 };
	int err;

	if (lkl_init_table(arg))
		return WAS_BROKEN;
	err = lkl_start_kernel("mem=32M quiet loglevel=0");
	ret = err ? err : lkl_syscall(__lkl__NR_getpid, params);
	if (ret != 1 && ret != -LKL_ENOMEM && ret != err)
		return WAS_BROKEN;
	if (!err && lkl_sys_halt())
		return WAS_BROKEN;
	if (countdown > 0)
		return WAS_NEVER;
	return err ? WAS_REFUSED : WAS_OK;
}

static void test(const char *name, struct lkl_host_table *table)
{
	int nr, ret, nr_refused = 0, nr_bad = 0;

	for (nr = 1; nr <= MAX_CALLS && nr_bad < 3; nr++) {
		countdown = nr;
		ret = run_child(boot_and_halt, table, 10);
		if (ret == WAS_NEVER)
			break;
		nr_refused += ret == WAS_REFUSED;
		if (ret == WAS_OK || ret == WAS_REFUSED)
			continue;
		nr_bad++;
		KTAP_DIAG("%s: call %d: child ended with %d", name, nr, ret);
	}
	KTAP_DIAG("%s: %d calls, %d make the boot fail", name, nr - 1,
		  nr_refused);
	CHECK_EQ(nr_bad, 0, "%s", name);
}

#define TEST(op, replacement) do {					\
	struct lkl_host_table table = *posix;				\
									\
	table.op = replacement;						\
	test(#op, &table);						\
} while (0)

int main(void)
{
	KTAP_PLAN(7);
	posix = lkl_posix_table();
	TEST(mem_alloc, mem_alloc);
	TEST(vm_reserve, vm_reserve);
	TEST(vm_map, vm_map);
	TEST(stack_alloc, stack_alloc);
	TEST(thread_create, thread_create);
	TEST(sem_alloc, sem_alloc);
	TEST(random, get_random);
	return KTAP_END();
}
