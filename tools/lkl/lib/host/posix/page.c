// SPDX-License-Identifier: GPL-2.0
/*
 * The page operations of lkl_host_ops.
 */
#include <stddef.h>
#include <sys/mman.h>

#include "host/posix/public.h"

void *lkl__posix_page_alloc(unsigned long bytes)
{
	void *addr = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return addr == MAP_FAILED ? NULL : addr;
}

void lkl__posix_page_free(void *addr, unsigned long bytes)
{
	munmap(addr, bytes);
}
