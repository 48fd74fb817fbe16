// SPDX-License-Identifier: GPL-2.0
/*
 * A program that was not linked with the library can load it at run time.
 */
#include <dlfcn.h>
#include <stdlib.h>

#include "ktap.h"

int main(void)
{
	int (*start)(const char *fmt, ...);
	const char *tools = getenv("LKL_TOOLS");
	long (*halt)(void);
	char path[4096];
	void *handle;

	snprintf(path, sizeof(path), "%s/liblkl.so", tools ? tools : ".");
	KTAP_PLAN(4);
	handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!CHECK(handle, "the library is loaded"))
		KTAP_BAIL("%s", dlerror());
	start = dlsym(handle, "lkl_start_kernel");
	halt = dlsym(handle, "lkl_sys_halt");
	CHECK(start && !start("mem=32M quiet"), "the kernel starts");
	CHECK(halt && !halt(), "and halts");
	CHECK_EQ(dlclose(handle), 0, "the library is closed");
	return KTAP_END();
}
