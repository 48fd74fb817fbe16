// SPDX-License-Identifier: GPL-2.0
/*
 * Calls that would end or replace the program, or start another, are refused;
 * the program's exit and signals are its host's.
 */
#include <lkl.h>

#include "../boot/child.h"
#include "ktap.h"

static long params[6];

static long none(long no)
{
	return lkl_syscall(no, params);
}

static long in_exit(void)
{
	return none(__lkl__NR_exit);
}

static long in_exit_group(void)
{
	return none(__lkl__NR_exit_group);
}

static long in_clone(void)
{
	return none(__lkl__NR_clone);
}

static long in_execve(void)
{
	return none(__lkl__NR_execve);
}

static long in_mmap(void)
{
	return none(__lkl__NR_mmap);
}

/* These do nothing to pid 1. */
static long in_kill(void)
{
	return lkl_sys_kill(1, LKL_SIGKILL);
}

static long in_tgkill(void)
{
	return lkl_sys_tgkill(1, (int)lkl_sys_gettid(), LKL_SIGSEGV);
}

static const struct test {
	const char *name;
	long (*call)(void);
	long want;
} tests[] = {
	{ "exit", in_exit, -LKL_ENOSYS },
	{ "exit_group", in_exit_group, -LKL_ENOSYS },
	{ "clone", in_clone, -LKL_ENOSYS },
	{ "execve", in_execve, -LKL_ENOSYS },
	{ "mmap", in_mmap, -LKL_ENOSYS },
	{ "kill", in_kill, 0 },
	{ "tgkill", in_tgkill, 0 },
};

#define NR_TESTS (sizeof(tests) / sizeof(*tests))

static int run_test(void *arg)
{
	const struct test *test = arg;
	long ret;

	if (lkl_start_kernel("mem=32M quiet loglevel=0"))
		return 1;
	ret = test->call();
	if (ret != test->want) {
		KTAP_DIAG("%s returned %ld", test->name, ret);
		return 2;
	}
	if (lkl_sys_getpid() != 1)
		return 3;
	return lkl_sys_halt() ? 4 : 0;
}

int main(void)
{
	unsigned int i;

	KTAP_PLAN(NR_TESTS);
	for (i = 0; i < NR_TESTS; i++)
		CHECK_EQ(run_child(run_test, (void *)&tests[i], 20), 0, "%s",
			 tests[i].name);
	return KTAP_END();
}
