// SPDX-License-Identifier: GPL-2.0
/*
 * Kernel memory is not touched before use and can be mapped a second time.
 */
#include <errno.h>
#include <setjmp.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>

#include "host/posix/posix.h"
#include "ktap.h"

#define PAGE		4096UL
#define MEM_BYTES	(64UL << 20)
#define VM_BYTES	(1UL << 30)

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
	*addr = 'x';
	return 0;
}

static unsigned long nr_resident(void *mem)
{
	static unsigned char in_core[MEM_BYTES / PAGE];
	unsigned long i, nr = 0;

	if (mincore(mem, MEM_BYTES, in_core))
		return ~0UL;
	for (i = 0; i < MEM_BYTES / PAGE; i++)
		nr += in_core[i] & 1;
	return nr;
}

static void test_map(char *mem, char *vm)
{
	CHECK_EQ(lkl__posix_vm_map(vm + PAGE, 5 * PAGE, 2 * PAGE, 1), 0,
		 "two pages are mapped");
	mem[5 * PAGE] = 'a';
	CHECK_EQ(vm[PAGE], 'a', "they are the same memory");
	vm[2 * PAGE] = 'b';
	CHECK_EQ(mem[6 * PAGE], 'b', "in both directions");
	CHECK(faults(vm) && faults(vm + 3 * PAGE), "around them is nothing");
	CHECK_EQ(lkl__posix_vm_map(vm + PAGE, 6 * PAGE, PAGE, 0), 0,
		 "another page replaces the first");
	CHECK_EQ(vm[PAGE], 'b', "it is the other page");
	CHECK(faults(vm + PAGE), "and cannot be written");
	lkl__posix_vm_unmap(vm + PAGE, 2 * PAGE);
	CHECK(faults(vm + PAGE) && faults(vm + 2 * PAGE), "it is unmapped");
	CHECK_EQ(mem[6 * PAGE], 'b', "the memory stays");
}

int main(void)
{
	struct sigaction action;
	char *mem, *vm;

	KTAP_PLAN(13);
	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	sigaction(SIGSEGV, &action, NULL);
	mem = lkl__posix_mem_alloc(MEM_BYTES);
	vm = lkl__posix_vm_reserve(VM_BYTES);
	if (!mem || !vm)
		KTAP_BAIL("no memory");
	CHECK_EQ(nr_resident(mem), 0, "memory is not touched");
	test_map(mem, vm);
	lkl__posix_vm_release(vm, VM_BYTES);
	lkl__posix_mem_free(mem, MEM_BYTES);
	CHECK_EQ(lkl__posix_mem_fd(), -1, "the memfd is closed");
	errno = 77;
	CHECK(!lkl__posix_mem_alloc(1UL << 62), "too much memory is refused");
	CHECK_EQ(errno, 77, "errno is as before");
	return KTAP_END();
}
