// SPDX-License-Identifier: GPL-2.0
/*
 * A program that is linked statically, libc and all, runs the kernel.
 */
#include <link.h>

#include <lkl.h>

#include "ktap.h"

static int count_objects(struct dl_phdr_info *info, size_t size, void *nr)
{
	(void)info;
	(void)size;
	++*(int *)nr;
	return 0;
}

int main(void)
{
	int nr = 0;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
	KTAP_SKIP_ALL("host: sanitizers cannot be linked statically");
#endif
	KTAP_PLAN(4);
	dl_iterate_phdr(count_objects, &nr);
	CHECK(nr <= 2, "there are no shared libraries");
	CHECK_EQ(lkl_start_kernel("mem=32M quiet"), 0, "the kernel starts");
	CHECK_EQ(lkl_sys_getpid(), 1, "it is called");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	return KTAP_END();
}
