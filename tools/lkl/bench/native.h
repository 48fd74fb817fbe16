/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The folder of the native side of a benchmark: on ext4, if there is one.
 */
#ifndef LKL_BENCH_NATIVE_H
#define LKL_BENCH_NATIVE_H

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "bench.h"

/* LKL_BENCH_NATIVE is a mount point that the runner has made. */
static const char *native_parent(void)
{
	const char *dir = getenv("LKL_BENCH_NATIVE");

	return dir ? dir : P_tmpdir;
}

static UNUSED void native_say_type(const char *dir)
{
	struct statfs st;

	bench_must(statfs(dir, &st), dir);
	if (st.f_type == EXT4_SUPER_MAGIC)
		return;
	fprintf(stderr, "%s: native files are not on ext4, but type 0x%lx\n",
		program_invocation_short_name, (unsigned long)st.f_type);
}

/* Returns the name of a new folder. */
static UNUSED const char *native_dir(void)
{
	static char path[256];

	snprintf(path, sizeof(path), "%s/lkl-bench-XXXXXX", native_parent());
	if (!mkdtemp(path))
		bench_die(path, 0);
	native_say_type(path);
	return path;
}

#endif
