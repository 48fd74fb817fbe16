// SPDX-License-Identifier: GPL-2.0
/*
 * Variables and limits of the kernel can be set.
 */
#include <string.h>

#include <lkl.h>

#include "ktap.h"

static int is_set(const char *path, const char *value)
{
	char text[64] = "";
	long fd = lkl_sys_open(path, LKL_O_RDONLY, 0);

	if (fd < 0)
		return 0;
	lkl_sys_read(fd, text, sizeof(text) - 1);
	lkl_sys_close(fd);
	return !strcmp(text, value);
}

static void check_limit(void)
{
	long fd;

	CHECK_EQ(lkl_set_fd_limit(64), 0, "64 descriptors");
	do {
		fd = lkl_sys_eventfd(0);
	} while (fd >= 0 && fd < 100);
	CHECK_EQ(fd, -LKL_EMFILE, "and no more");
	CHECK_EQ(lkl_set_fd_limit(100000), 0, "100000 descriptors");
	CHECK(lkl_sys_eventfd(0) >= 0, "one more");
	CHECK_EQ(lkl_set_fd_limit(1U << 31), -LKL_EPERM, "too many");
}

int main(void)
{
	KTAP_PLAN(20);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("the kernel does not start");
	CHECK_EQ(lkl_sysctl("kernel.hostname", "first"), 0, "with dots");
	CHECK(is_set("/proc/sys/kernel/hostname", "first\n"), "it is set");
	CHECK_EQ(lkl_sysctl("kernel/hostname", "second"), 0, "with slashes");
	CHECK(is_set("/proc/sys/kernel/hostname", "second\n"), "it is set");
	CHECK_EQ(lkl_sysctl("kernel.none", "1"), -LKL_ENOENT, "no such name");
	CHECK_EQ(lkl_sysctl("vm.dirty_ratio", "x"), -LKL_EINVAL,
		 "no such value");
	CHECK_EQ(lkl_sysctl_list("kernel.hostname=a;vm.dirty_ratio=11"), 0,
		 "a list");
	CHECK(is_set("/proc/sys/kernel/hostname", "a\n"), "its first");
	CHECK(is_set("/proc/sys/vm/dirty_ratio", "11\n"), "its last");
	CHECK_EQ(lkl_sysctl_list("kernel.none=1;kernel.hostname=b;"),
		 -LKL_ENOENT, "a list with an error");
	CHECK(is_set("/proc/sys/kernel/hostname", "b\n"), "and the rest of it");
	CHECK_EQ(lkl_sysctl("kernel.hostname", ""), 0, "an empty value");
	CHECK(is_set("/proc/sys/kernel/hostname", "\n"), "it is set");
	CHECK_EQ(lkl_sysctl("vm.dirty_ratio", ""), -LKL_EINVAL,
		 "which no number is");
	CHECK_EQ(lkl_mount_fs("proc"), 1, "proc is mounted once");
	check_limit();
	return KTAP_END();
}
