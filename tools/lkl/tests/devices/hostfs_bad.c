// SPDX-License-Identifier: GPL-2.0
/*
 * A folder that hostfs= names and that is none: the console names the parameter
 * and says why, nothing can be mounted, and the kernel goes on.
 */
#include "devices.h"

int main(void)
{
	const char *plain = disk_path("plain");

	if (run("echo text >%s", plain))
		KTAP_BAIL("no file");
	devices_boot("hostfs=%s,unknown", plain);
	devices_need("/proc/filesystems", "hostfs");
	KTAP_PLAN(8);
	CHECK(console_has("hostfs_args - unsupported option", "unknown"),
	      "an unknown flag is named");
	lkl_sys_mkdir("/host", 0700);
	CHECK_EQ(lkl_sys_mount("none", "/host", "hostfs", 0, NULL),
		 -LKL_ENOTDIR, "a file is no root");
	CHECK(console_has("hostfs=", "ENOTDIR") &&
	      console_has(plain, "ENOTDIR"), "it is named, and why");
	CHECK_EQ(lkl_sys_mount("none", "/host", "hostfs", 0, "/below"),
		 -LKL_ENOTDIR, "and has nothing below it");
	CHECK(console_has("plain//below", "ENOTDIR"), "which is named");
	CHECK_EQ(lkl_sys_umount("/host", 0), -LKL_EINVAL, "nothing is mounted");
	CHECK_EQ(disk_write_file("/host", "file", "x", 1), 0,
		 "the kernel goes on");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
