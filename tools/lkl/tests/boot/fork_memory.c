// SPDX-License-Identifier: GPL-2.0
/*
 * A child of fork() does not keep the kernel's memory, neither by a mapping nor
 * by a descriptor: the parent gives it back when it halts.
 */
#include <string.h>

#include <lkl.h>

#include "child.h"
#include "ktap.h"

#define MEMFD	"/memfd:lkl "

static int nr_mappings(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	char line[512];
	int nr = 0;

	if (!maps)
		KTAP_BAIL("no /proc/self/maps");
	while (fgets(line, sizeof(line), maps))
		nr += strstr(line, MEMFD) != NULL;
	fclose(maps);
	return nr;
}

static int nr_descriptors(void)
{
	char path[32], name[64];
	int fd, nr = 0;
	ssize_t len;

	for (fd = 0; fd < 256; fd++) {
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		len = readlink(path, name, sizeof(name) - 1);
		name[len < 0 ? 0 : len] = 0;
		nr += strstr(name, MEMFD) != NULL;
	}
	return nr;
}

static int mappings_in_child(void *arg)
{
	(void)arg;
	return nr_mappings();
}

static int descriptors_in_child(void *arg)
{
	(void)arg;
	return nr_descriptors();
}

/* An emulator does not pass on what a child is not to have. */
static void check_mappings(void)
{
	const char *emulator = getenv("LKL_EXEC");
	const char *name = "a child has no mapping of it";

	if (emulator && *emulator)
		KTAP_SKIP(name, "host: an emulator maps it for children");
	else
		CHECK_EQ(run_child(mappings_in_child, NULL, 10), 0, "%s", name);
}

int main(void)
{
	KTAP_PLAN(6);
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	/* large enough for vmalloc, where there is an MMU */
	if (lkl_set_fd_limit(1 << 16) || lkl_sys_dup2(0, 40000) < 0)
		KTAP_DIAG("no large table");
	CHECK(nr_mappings() > 0, "the parent maps its kernel's memory");
	CHECK_EQ(nr_descriptors(), 1, "which is a file");
	check_mappings();
	CHECK_EQ(run_child(descriptors_in_child, NULL, 10), 0,
		 "and no descriptor");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	CHECK(!nr_mappings() && !nr_descriptors(), "nothing is left");
	return KTAP_END();
}
