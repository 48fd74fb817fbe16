// SPDX-License-Identifier: GPL-2.0
/*
 * Kernel stacks with a guard page below.
 */
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host/lock.h"
#include "host/posix/posix.h"
#include "host/posix/valgrind.h"

/*
 * Free stacks are kept for reuse, up to a limit, since tasks may start and end
 * by the thousand. They are linked by their topmost word, in a page that has
 * been touched before. All have the size of the first stack; others are not
 * kept. The lock is taken with the CPU held or after halt.
 */
#define MAX_KEPT	64

static struct {
	struct lkl__lock lock;
	void *first;
	unsigned long bytes;
	unsigned int nr;
} kept;

static unsigned long guard_bytes(void)
{
	return (unsigned long)sysconf(_SC_PAGESIZE);
}

static void **link_of(void *stack, unsigned long bytes)
{
	return (void **)((char *)stack + bytes) - 1;
}

static void *take_kept(unsigned long bytes)
{
	void *stack = NULL;

	lkl__lock(&kept.lock);
	if (kept.first && kept.bytes == bytes) {
		stack = kept.first;
		kept.first = *link_of(stack, bytes);
		kept.nr--;
	}
	lkl__unlock(&kept.lock);
	return stack;
}

static int keep(void *stack, unsigned long bytes)
{
	int done = 0;

	lkl__lock(&kept.lock);
	if (!kept.bytes)
		kept.bytes = bytes;
	if (kept.bytes == bytes && kept.nr < MAX_KEPT) {
		*link_of(stack, bytes) = kept.first;
		kept.first = stack;
		kept.nr++;
		done = 1;
	}
	lkl__unlock(&kept.lock);
	return done;
}

void *lkl__posix_stack_map(unsigned long bytes)
{
	unsigned long guard = guard_bytes();
	int saved_errno = errno;
	char *base;

	base = mmap(NULL, guard + bytes, PROT_NONE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK,
		    -1, 0);
	if (base != MAP_FAILED &&
	    mprotect(base + guard, bytes, PROT_READ | PROT_WRITE)) {
		munmap(base, guard + bytes);
		base = MAP_FAILED;
	}
	errno = saved_errno;
	return base == MAP_FAILED ? NULL : base + guard;
}

void lkl__posix_stack_unmap(void *stack, unsigned long bytes)
{
	unsigned long guard = guard_bytes();
	int saved_errno = errno;

	munmap((char *)stack - guard, guard + bytes);
	errno = saved_errno;
}

/* How valgrind calls a stack is kept in its last word, which nobody reaches. */
static void *map_known(unsigned long bytes)
{
	unsigned long *stack = lkl__posix_stack_map(bytes);

	if (stack && lkl__valgrind(LKL__VALGRIND_RUNNING, 0, 0))
		*stack = lkl__valgrind(LKL__VALGRIND_STACK_ADD,
				       (unsigned long)stack,
				       (unsigned long)stack + bytes - 1);
	return stack;
}

static void unmap_known(unsigned long *stack, unsigned long bytes)
{
	if (lkl__valgrind(LKL__VALGRIND_RUNNING, 0, 0))
		lkl__valgrind(LKL__VALGRIND_STACK_REMOVE, *stack, 0);
	lkl__posix_stack_unmap(stack, bytes);
}

void *lkl__posix_stack_alloc(unsigned long bytes)
{
	void *stack = take_kept(bytes);

	return stack ? stack : map_known(bytes);
}

void lkl__posix_stack_free(void *stack, unsigned long bytes)
{
	if (!keep(stack, bytes))
		unmap_known(stack, bytes);
}

void lkl__posix_stack_trim(void)
{
	void *stack;

	while ((stack = take_kept(kept.bytes)))
		unmap_known(stack, kept.bytes);
	kept.bytes = 0;
}
