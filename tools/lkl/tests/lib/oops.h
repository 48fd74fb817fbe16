/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Kernel code that faults: a page of the kernel's memory, in which a file has
 * its contents, is taken away, and then the kernel is asked to change it.
 */
#ifndef LKL_TESTS_OOPS_H
#define LKL_TESTS_OOPS_H

#include <string.h>
#include <sys/mman.h>

#include <asm/host_ops.h>

#include <lkl.h>

#define OOPS_PAGE	4096UL
#define OOPS_FILE	"/oops"

static struct {
	const struct lkl_host_table *posix;
	char *mem;
	unsigned long bytes;
	char *page;
} oops;

static void *oops_mem_alloc(unsigned long bytes)
{
	oops.mem = oops.posix->mem_alloc(bytes);
	oops.bytes = bytes;
	return oops.mem;
}

/* Instead of lkl_init(). */
static inline int oops_init(void)
{
	struct lkl_host_table table;

	oops.posix = lkl_posix_table();
	table = *oops.posix;
	table.mem_alloc = oops_mem_alloc;
	return lkl_init_table(&table) ? -1 : lkl_handle_faults(1);
}

/* Makes OOPS_FILE and finds its only page. Returns 0 if it has it. */
static inline int oops_prepare(void)
{
	static char text[OOPS_PAGE];
	unsigned long at;
	long fd;

	for (at = 0; at < sizeof(text); at++)
		text[at] = (char)(at * 7 + at / 256 + 1);
	fd = lkl_sys_open(OOPS_FILE, LKL_O_RDWR | LKL_O_CREAT, 0600);
	if (lkl_sys_write(fd, text, sizeof(text)) != sizeof(text))
		return -1;
	lkl_sys_close(fd);
	for (at = 0; at < oops.bytes; at += OOPS_PAGE)
		if (!memcmp(oops.mem + at, text, sizeof(text)))
			oops.page = oops.mem + at;
	if (!oops.page)
		return -1;
	return mprotect(oops.page, OOPS_PAGE, PROT_NONE);
}

/* The call that faults. */
static inline long oops_now(void)
{
	return lkl_sys_truncate(OOPS_FILE, 10);
}

static inline void oops_repair(void)
{
	mprotect(oops.page, OOPS_PAGE, PROT_READ | PROT_WRITE);
}

#endif
