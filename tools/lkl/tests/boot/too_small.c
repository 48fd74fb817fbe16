// SPDX-License-Identifier: GPL-2.0
/*
 * Too little memory is an error, and enough is found by trying.
 */
#include <lkl.h>

#include "child.h"
#include "ktap.h"

#define BOOTED		0
#define NO_MEMORY	1
#define OTHER_ERROR	2
#define NO_HALT		3

static int boot(void *mem)
{
	int err = lkl_start_kernel("mem=%s quiet loglevel=0", (char *)mem);

	if (err == -LKL_ENOMEM)
		return NO_MEMORY;
	if (err)
		return OTHER_ERROR;
	return lkl_sys_halt() ? NO_HALT : BOOTED;
}

static void test(char *mem, int want)
{
	CHECK_EQ(run_child(boot, mem, 20), want, "mem=%s", mem);
}

/* Between what is refused and what is enough nothing may hang or crash. */
static void test_between(void)
{
	int kbytes, ret, nr_bad = 0;
	char mem[32];

	for (kbytes = 1024; kbytes <= 24 * 1024; kbytes += 512) {
		snprintf(mem, sizeof(mem), "%dK", kbytes);
		ret = run_child(boot, mem, 20);
		if (ret == BOOTED || ret == NO_MEMORY)
			continue;
		KTAP_DIAG("mem=%s: child ended with %d", mem, ret);
		nr_bad++;
	}
	CHECK_EQ(nr_bad, 0, "all sizes between end well or with -ENOMEM");
}

int main(void)
{
	KTAP_PLAN(9);
	test("0", NO_MEMORY);
	test("4K", NO_MEMORY);
	test("64K", NO_MEMORY);
	test("1M", NO_MEMORY);
	test("much", NO_MEMORY);
	test("1000000G", NO_MEMORY);
	test("32M", BOOTED);
	test("1G", BOOTED);
	test_between();
	return KTAP_END();
}
