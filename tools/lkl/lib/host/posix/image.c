// SPDX-License-Identifier: GPL-2.0
/*
 * Giving pages of the kernel's code and constants back after boot.
 *
 * The host maps a page of a file with some 60 KiB around it, so that after boot
 * most of the kernel is mapped. A page that is still the file's can be taken
 * out of the process: whoever touches it has it mapped again. One that differs
 * must stay: relocated, or with a breakpoint of a debugger in it.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

#include "host/posix/posix.h"

/* An entry of /proc/self/pagemap: Documentation/admin-guide/mm/pagemap.rst */
#define PM_FILE		(1ULL << 61)
#define PM_SWAP		(1ULL << 62)
#define PM_PRESENT	(1ULL << 63)

#define BATCH		512UL

/* Pages @first to @last - 1 of the address space, in bytes. */
static void forget(uintptr_t first, uintptr_t last, uintptr_t size)
{
	if (first < last)
		madvise((void *)(first * size), (last - first) * size,
			MADV_DONTNEED);
}

static int is_files(uint64_t entry)
{
	if (entry & PM_PRESENT)
		return !!(entry & PM_FILE);
	return !(entry & PM_SWAP);
}

/* @entries are those of @nr pages from @page on. */
static void forget_files(const uint64_t *entries, uintptr_t page,
			 unsigned long nr, uintptr_t size)
{
	unsigned long i, run = 0;

	for (i = 0; i < nr; i++) {
		if (is_files(entries[i]))
			continue;
		forget(page + run, page + i, size);
		run = i + 1;
	}
	forget(page + run, page + nr, size);
}

static void forget_range(int fd, uintptr_t page, uintptr_t end, uintptr_t size)
{
	uint64_t entries[BATCH];
	unsigned long nr;
	ssize_t len;

	while (page < end) {
		nr = end - page < BATCH ? end - page : BATCH;
		len = pread(fd, entries, nr * sizeof(*entries),
			    (off_t)(page * sizeof(*entries)));
		if (len < (ssize_t)sizeof(*entries))
			return;
		nr = (unsigned long)len / sizeof(*entries);
		forget_files(entries, page, nr, size);
		page += nr;
	}
}

/* Without a /proc to read nothing is known of the pages, and all stay. */
void lkl__posix_image_cold(const void *addr, unsigned long bytes)
{
	uintptr_t size = (uintptr_t)sysconf(_SC_PAGESIZE);
	uintptr_t start = (uintptr_t)addr;
	int saved_errno = errno;
	int fd;

	fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		forget_range(fd, (start + size - 1) / size,
			     (start + bytes) / size, size);
		close(fd);
	}
	errno = saved_errno;
}
