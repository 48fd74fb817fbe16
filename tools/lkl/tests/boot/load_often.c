// SPDX-License-Identifier: GPL-2.0
/*
 * timeout: 180
 *
 * A hundred kernels, one after the other in one process, and nothing is left of
 * them.
 */
#include <malloc.h>
#include <string.h>

#include <lkl.h>

#include "count.h"
#include "ktap.h"

#define NR_KERNELS	100
/* The first brings what libc keeps. */
#define WARM_UP		2
#define SLACK_KBYTES	1024

static unsigned long status_kbytes(const char *name)
{
	unsigned long kbytes = 0;
	char line[256];
	FILE *file = fopen("/proc/self/status", "r");
	size_t len = strlen(name);

	while (file && fgets(line, sizeof(line), file)) {
		if (!strncmp(line, name, len))
			sscanf(line + len, ": %lu", &kbytes);
	}
	if (file)
		fclose(file);
	return kbytes;
}

static int boot_and_halt(void)
{
	struct lkl *kernel = lkl_load(NULL, NULL);
	long params[6] = { 0 };
	int ok;

	if (!kernel || lkl_kernel_start(kernel, "mem=32M quiet"))
		return 0;
	ok = lkl_kernel_syscall(kernel, __lkl__NR_getpid, params) == 1;
	return ok && !lkl_kernel_halt(kernel) && !lkl_unload(kernel);
}

/* What else takes memory in this process, or NULL. */
static const char *takes_memory(void)
{
	const char *emulator = getenv("LKL_EXEC");

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	return "host: sanitizers keep lists of all that was loaded";
#endif
	if (emulator && *emulator)
		return "host: an emulator takes memory of its own";
	return NULL;
}

int main(void)
{
	const char *own = takes_memory();
	unsigned long size = 0, anon = 0;
	int i, nr_fds = 0, nr_threads = 0;

	KTAP_PLAN(4);
#ifdef M_ARENA_MAX
	mallopt(M_ARENA_MAX, 1);
#endif
	for (i = 0; i < NR_KERNELS && boot_and_halt(); i++) {
		if (i + 1 != WARM_UP)
			continue;
		size = status_kbytes("VmSize");
		anon = status_kbytes("RssAnon");
		nr_fds = count_entries("/proc/self/fd");
		nr_threads = count_threads();
	}
	CHECK_EQ(i, NR_KERNELS, "kernels boot, answer, halt and go");
	if (own) {
		KTAP_SKIP("no memory is left", own);
	} else {
		KTAP_DIAG("%lu KiB, %lu KiB of address space; were %lu, %lu",
			  status_kbytes("RssAnon"), status_kbytes("VmSize"),
			  anon, size);
		CHECK(status_kbytes("VmSize") == size &&
		      status_kbytes("RssAnon") < anon + SLACK_KBYTES,
		      "no memory is left");
	}
	CHECK_EQ(count_entries("/proc/self/fd"), nr_fds, "no descriptors are");
	CHECK_EQ(count_threads(), nr_threads, "nor threads");
	return KTAP_END();
}
