// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's memory: one memfd, so that parts of it can be mapped again.
 */
#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host/limit.h"
#include "host/posix/posix.h"

/* Owned by the one kernel of this library, between mem_alloc and mem_free. */
static int mem_fd = -1;

int lkl__posix_mem_fd(void)
{
	return mem_fd;
}

static void *map_memfd(int fd, unsigned long bytes)
{
	void *mem;

	if (lkl__limit_check(bytes) || ftruncate(fd, (off_t)bytes))
		return NULL;
	mem = mmap(NULL, bytes, PROT_READ | PROT_WRITE,
		   MAP_SHARED | MAP_NORESERVE, fd, 0);
	if (mem == MAP_FAILED)
		return NULL;
	/* A child would share it, and keep it when it was given back here. */
	madvise(mem, bytes, MADV_DONTFORK);
	return mem;
}

void *lkl__posix_mem_alloc(unsigned long bytes)
{
	int saved_errno = errno;
	void *mem = NULL;
	int fd;

	fd = memfd_create("lkl", MFD_CLOEXEC);
	if (fd < 0)
		goto out;
	mem = map_memfd(fd, bytes);
	if (mem)
		mem_fd = fd;
	else
		close(fd);
out:
	errno = saved_errno;
	return mem;
}

void lkl__posix_mem_free(void *mem, unsigned long bytes)
{
	int saved_errno = errno;

	munmap(mem, bytes);
	close(mem_fd);
	mem_fd = -1;
	errno = saved_errno;
}

void lkl__posix_mem_abandon(void)
{
	if (mem_fd >= 0)
		close(mem_fd);
	mem_fd = -1;
}
