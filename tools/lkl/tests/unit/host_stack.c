// SPDX-License-Identifier: GPL-2.0
/*
 * Stacks have a guard page, are reused, and all memory is given back.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>

#include "host/posix/posix.h"
#include "ktap.h"

#define STACK_BYTES	65536UL
#define NR_STACKS	1000

static sigjmp_buf after_fault;

static void handler(int sig)
{
	(void)sig;
	siglongjmp(after_fault, 1);
}

static int faults(volatile char *addr)
{
	if (sigsetjmp(after_fault, 1))
		return 1;
	*addr = 1;
	return 0;
}

static unsigned long mapped_kbytes(void)
{
	unsigned long kbytes = 0;
	char line[256];
	FILE *file = fopen("/proc/self/status", "r");

	while (file && fgets(line, sizeof(line), file))
		sscanf(line, "VmSize: %lu", &kbytes);
	if (file)
		fclose(file);
	return kbytes;
}

static void test_guard(void)
{
	struct sigaction action;
	char *stack = lkl__posix_stack_alloc(STACK_BYTES);

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	sigaction(SIGSEGV, &action, NULL);
	CHECK(stack && (uintptr_t)stack % 4096 == 0, "a stack is page aligned");
	CHECK_EQ(faults(stack), 0, "its lowest byte can be used");
	CHECK_EQ(faults(stack + STACK_BYTES - 1), 0, "its highest byte too");
	CHECK_EQ(faults(stack - 1), 1, "below it is a guard");
	lkl__posix_stack_free(stack, STACK_BYTES);
	CHECK(lkl__posix_stack_alloc(STACK_BYTES) == stack, "it is reused");
	lkl__posix_stack_free(stack, STACK_BYTES);
}

static int fill(char **stacks)
{
	int i;

	for (i = 0; i < NR_STACKS; i++) {
		stacks[i] = lkl__posix_stack_alloc(STACK_BYTES);
		if (!stacks[i])
			return -1;
		memset(stacks[i] + STACK_BYTES - 512, i, 512);
	}
	return 0;
}

int main(void)
{
	static char *stacks[NR_STACKS];
	unsigned long before;
	int i;

	KTAP_PLAN(8);
	lkl__posix_stack_trim();
	before = mapped_kbytes();
	test_guard();
	CHECK_EQ(fill(stacks), 0, "%d stacks exist at once", NR_STACKS);
	for (i = 0; i < NR_STACKS; i++)
		lkl__posix_stack_free(stacks[i], STACK_BYTES);
	CHECK(mapped_kbytes() < before + 64 * 72 + 256,
	      "few of them are kept for reuse");
	lkl__posix_stack_trim();
	CHECK(mapped_kbytes() <= before + 256, "none is left in the end");
	return KTAP_END();
}
