// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel says which of its code and constants it hardly needs once it has
 * booted, and the host takes the memory back; one that does not is fine, too.
 */
#include <fcntl.h>
#include <stdint.h>
#include <unistd.h>

#include <asm/host_ops.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"

#define PAGE	4096UL

#define NR_RANGES	2

static const struct lkl_host_table *posix;
static struct {
	const char *addr;
	unsigned long bytes;
} ranges[NR_RANGES];
static unsigned long nr_early, nr_ranges, nr_before, nr_after;
static int measure;

/* How many pages of a range the process has. */
static unsigned long nr_present(const void *addr, unsigned long bytes)
{
	uintptr_t page, end = ((uintptr_t)addr + bytes) / PAGE;
	int fd = open("/proc/self/pagemap", O_RDONLY);
	unsigned long nr = 0;
	uint64_t entry;

	for (page = (uintptr_t)addr / PAGE; page < end; page++) {
		if (pread(fd, &entry, sizeof(entry),
			  (off_t)(page * sizeof(entry))) == sizeof(entry))
			nr += entry >> 63;
	}
	close(fd);
	return nr;
}

static void image_cold(const void *addr, unsigned long bytes)
{
	posix->image_cold(addr, bytes);
	if (!lkl_is_running()) {
		nr_early++;
	} else if (nr_ranges < NR_RANGES) {
		ranges[nr_ranges].addr = addr;
		ranges[nr_ranges++].bytes = bytes;
	}
}

static void take_out(const char *addr, unsigned long bytes)
{
	unsigned long at;

	for (at = 0; at < bytes; at += PAGE)
		*(const volatile char *)(addr + at);
	nr_before += nr_present(addr, bytes);
	posix->image_cold(addr, bytes);
	nr_after += nr_present(addr, bytes);
}

/* Who writes owns the CPU: nobody brings pages back while they are counted. */
static void console_write(const char *text, unsigned long len)
{
	unsigned long i;

	for (i = 0; measure && i < nr_ranges; i++)
		take_out(ranges[i].addr, ranges[i].bytes);
	measure = 0;
	posix->console_write(text, len);
}

static int boot_without(void *arg)
{
	struct lkl_host_table table = *posix;

	(void)arg;
	table.image_cold = NULL;
	return lkl_init_table(&table) || lkl_start_kernel("quiet") ||
	       lkl_sys_getpid() != 1 || lkl_sys_halt();
}

int main(void)
{
	const char *emulator = getenv("LKL_EXEC");
	struct lkl_host_table table;

	KTAP_PLAN(9);
	posix = lkl_posix_table();
	CHECK_EQ(run_child(boot_without, NULL, 30), 0,
		 "a host that leaves all as it is");
	table = *posix;
	table.image_cold = image_cold;
	table.console_write = console_write;
	if (lkl_init_table(&table) || lkl_start_kernel("quiet"))
		KTAP_BAIL("the kernel does not start");
	CHECK(nr_early > 0, "the host is told while the kernel boots");
	CHECK(nr_ranges > 0, "and when it has booted");
	measure = 1;
	CHECK_EQ(lkl_sys_write(1, "#\n", 2), 2, "the console is written to");
	KTAP_DIAG("%lu pages were there and %lu stayed", nr_before, nr_after);
	if (emulator && *emulator)
		KTAP_SKIP("most pages go",
			  "host: an emulator has pages of its own");
	else
		CHECK(nr_after < nr_before / 4, "most pages go");
	CHECK_EQ(lkl_sys_getpid(), 1, "a call");
	CHECK_EQ(lkl_mount_fs("proc"), 0, "a longer one");
	CHECK_EQ(lkl_sys_halt(), 0, "and the end");
	CHECK_EQ(lkl_sys_getpid(), -LKL_ENODEV, "is the end");
	return KTAP_END();
}
