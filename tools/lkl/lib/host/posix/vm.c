// SPDX-License-Identifier: GPL-2.0
/*
 * Address space in which the kernel maps its memory a second time.
 */
#include <errno.h>
#include <stddef.h>
#include <sys/mman.h>

#include "host/posix/posix.h"

#define HOLE_FLAGS	(MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE)

/* Owned by the one kernel of this library, from reserve to release. */
static struct {
	void *addr;
	unsigned long bytes;
} area;

void *lkl__posix_vm_reserve(unsigned long bytes)
{
	int saved_errno = errno;
	void *addr;

	addr = mmap(NULL, bytes, PROT_NONE, HOLE_FLAGS, -1, 0);
	errno = saved_errno;
	if (addr == MAP_FAILED)
		return NULL;
	area.addr = addr;
	area.bytes = bytes;
	return addr;
}

void lkl__posix_vm_release(void *addr, unsigned long bytes)
{
	int saved_errno = errno;

	munmap(addr, bytes);
	area.addr = NULL;
	errno = saved_errno;
}

void lkl__posix_vm_abandon(void)
{
	if (area.addr)
		munmap(area.addr, area.bytes);
	area.addr = NULL;
}

int lkl__posix_vm_map(void *addr, unsigned long offset, unsigned long bytes,
		      int writable)
{
	int saved_errno = errno;
	int prot = PROT_READ | (writable ? PROT_WRITE : 0);
	int err = 0;

	if (mmap(addr, bytes, prot, MAP_SHARED | MAP_FIXED | MAP_NORESERVE,
		 lkl__posix_mem_fd(), (off_t)offset) == MAP_FAILED)
		err = -errno;
	errno = saved_errno;
	return err;
}

void lkl__posix_vm_unmap(void *addr, unsigned long bytes)
{
	int saved_errno = errno;

	/*
	 * A new mapping needs no memory of the host unless it splits an old
	 * one at the limit of mappings; then the pages become unreachable.
	 */
	if (mmap(addr, bytes, PROT_NONE, HOLE_FLAGS | MAP_FIXED, -1, 0) ==
	    MAP_FAILED)
		mprotect(addr, bytes, PROT_NONE);
	errno = saved_errno;
}
