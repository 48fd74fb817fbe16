// SPDX-License-Identifier: GPL-2.0
/*
 * What a program executes does not inherit the descriptors of its kernel's
 * devices.
 */
#include "../lib/count.h"
#include "console.h"

#define UBD_MAJOR	98

/* The number of descriptors that a program finds open. */
static int inherited(void)
{
	FILE *f = popen("ls /proc/self/fd | wc -l", "r");
	int nr = -1;

	if (!f || fscanf(f, "%d", &nr) != 1)
		KTAP_BAIL("no /proc");
	pclose(f);
	return nr;
}

int main(void)
{
	const char *image = disk_path("image"), *folder = disk_path("folder");
	long disk, line, file;
	int nr, own;

	if (run("mkdir %s; echo text >%s/file", folder, folder))
		KTAP_BAIL("no folder");
	disk_image(image, 1);
	nr = inherited();
	own = count_entries("/proc/self/fd");
	devices_boot("quiet ubd0=%s con1=pts", image);
	devices_need("/proc/devices", "ubd");
	KTAP_PLAN(5);
	disk = devices_open("/ubd", LKL_S_IFBLK, UBD_MAJOR, 0, LKL_O_RDWR);
	line = console_open(1);
	if (lkl_sys_mkdir("/host", 0700) ||
	    lkl_sys_mount("none", "/host", "hostfs", 0, (void *)folder))
		KTAP_BAIL("no folder in the kernel");
	file = lkl_sys_open("/host/file", LKL_O_RDWR, 0);
	CHECK(disk >= 0 && line >= 0 && file >= 0, "devices are open");
	CHECK(count_entries("/proc/self/fd") > own + 4, "by descriptors");
	CHECK_EQ(inherited(), nr, "which a program does not inherit");
	lkl_sys_close(disk);
	lkl_sys_close(line);
	lkl_sys_close(file);
	CHECK_EQ(lkl_sys_umount("/host", 0), 0, "it is unmounted");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
