// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel starts, answers and halts, and everything is given back.
 */
#include <malloc.h>
#include <string.h>

#include <lkl.h>

#include "count.h"
#include "ktap.h"

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

static int has_memory_of_its_own(void)
{
#ifdef __SANITIZE_THREAD__
	return 1;
#else
	return getenv("LKL_EXEC") && *getenv("LKL_EXEC");
#endif
}

int main(void)
{
	long params[6] = { 0 };
	unsigned long kbytes;
	int nr_fds, nr_threads;

	KTAP_PLAN(12);
#ifdef M_ARENA_MAX
	/* libc keeps 64 MiB for every thread that allocates otherwise. */
	mallopt(M_ARENA_MAX, 1);
#endif
	CHECK_EQ(lkl_is_running(), 0, "nothing runs before");
	CHECK_EQ(lkl_syscall(__lkl__NR_getppid, params), -LKL_ENODEV,
		 "calls before it are refused");
	CHECK_EQ(lkl_init(&lkl_host_ops), 0, "the host is bound");
	kbytes = mapped_kbytes();
	nr_fds = count_entries("/proc/self/fd");
	nr_threads = count_threads();
	CHECK_EQ(lkl_start_kernel("mem=32M loglevel=4"), 0, "it starts");
	CHECK_EQ(lkl_is_running(), 1, "it runs");
	CHECK_EQ(lkl_syscall(__lkl__NR_getpid, params), 1,
		 "the program is its first process");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	CHECK_EQ(lkl_is_running(), 0, "nothing runs after");
	CHECK_EQ(lkl_syscall(__lkl__NR_getppid, params), -LKL_ENODEV,
		 "calls after it are refused");
	CHECK_EQ(count_threads(), nr_threads, "all threads are joined");
	CHECK_EQ(count_entries("/proc/self/fd"), nr_fds, "all files are closed");
	if (has_memory_of_its_own())
		KTAP_SKIP("all memory is given back",
			  "host: an emulator or sanitizer takes some, too");
	else
		CHECK_EQ(mapped_kbytes(), kbytes, "all memory is given back");
	return KTAP_END();
}
