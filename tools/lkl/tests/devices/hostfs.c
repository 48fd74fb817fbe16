// SPDX-License-Identifier: GPL-2.0
/*
 * A folder of the host is mounted: read, written, renamed, removed.
 */
#include "devices.h"

#define BIG (300 * 1024 + 17)

static char big[BIG];

static long make_mount(const char *folder)
{
	long err = lkl_sys_mkdir("/host", 0700);

	if (err && err != -LKL_EEXIST)
		return err;
	return lkl_sys_mount("none", "/host", "hostfs", 0, (void *)folder);
}

static void host_file(const char *folder, const char *name, const char *text)
{
	if (run("printf %%s '%s' >%s/%s", text, folder, name))
		KTAP_BAIL("no file");
}

static int host_has(const char *folder, const char *name, const char *text)
{
	return !run("[ \"$(cat %s/%s)\" = '%s' ]", folder, name, text);
}

static void check_files(const char *folder)
{
	struct lkl_stat st;

	host_file(folder, "in", "from the host");
	CHECK(disk_file_is("/host", "in", "from the host", 13), "it is read");
	CHECK_EQ(disk_write_file("/host", "out", "to the host", 11), 0,
		 "it is written");
	CHECK(host_has(folder, "out", "to the host"), "and there it is");
	CHECK_EQ(lkl_sys_mkdir("/host/sub", 0755), 0, "a folder is made");
	CHECK_EQ(lkl_sys_rename("/host/out", "/host/sub/renamed"), 0,
		 "a file is renamed");
	CHECK(host_has(folder, "sub/renamed", "to the host"), "on the host");
	CHECK_EQ(lkl_sys_chmod("/host/in", 0640), 0, "modes change");
	CHECK(!run("[ \"$(stat -c %%a %s/in)\" = 640 ]", folder), "there too");
	CHECK_EQ(lkl_sys_stat("/host/in", &st), 0, "a file is looked up");
	CHECK_EQ(st.st_size, 13, "it has its size");
	CHECK_EQ(lkl_sys_unlink("/host/in"), 0, "a file is removed");
	CHECK_EQ(run("[ -e %s/in ]", folder), 1, "on the host");
	errno = 77;
	CHECK_EQ(lkl_sys_open("/host/none", LKL_O_RDONLY, 0), -LKL_ENOENT,
		 "what is not there is not there");
	CHECK_EQ(errno, 77, "the program's errno stays");
}

int main(void)
{
	char folder[64], plain[80];
	long i;

	for (i = 0; i < BIG; i++)
		big[i] = (char)(i * 31 + i / 4096);
	snprintf(folder, sizeof(folder), "%s", disk_path("share"));
	if (run("mkdir %s", folder))
		KTAP_BAIL("no folder");
	devices_boot("quiet");
	devices_need("/proc/filesystems", "hostfs");
	KTAP_PLAN(26);
	CHECK_EQ(make_mount(disk_path("none")), -LKL_ENOENT,
		 "a folder that is absent");
	CHECK(console_has(disk_path("none"), "ENOENT"), "is named, and why");
	host_file(folder, "plain", "");
	snprintf(plain, sizeof(plain), "%s/plain", folder);
	CHECK_EQ(make_mount(plain), -LKL_ENOTDIR, "a file is no folder");
	CHECK(console_has(plain, "ENOTDIR"), "which is said as well");
	CHECK_EQ(disk_write_file("/", "file", "x", 1), 0, "a mount point");
	CHECK_EQ(lkl_sys_mount("none", "/file", "hostfs", 0, plain),
		 -LKL_ENOTDIR, "nor is it one for a file");
	CHECK_EQ(make_mount(folder), 0, "a folder is mounted");
	check_files(folder);
	CHECK_EQ(disk_write_file("/host", "big", big, BIG), 0,
		 "many pages are written");
	CHECK(disk_file_is("/host", "big", big, BIG), "and read");
	CHECK_EQ(lkl_sys_umount("/host", 0), 0, "it is unmounted");
	CHECK_EQ(run("[ $(stat -c %%s %s/big) = %d ]", folder, BIG), 0,
		 "the file is there");
	CHECK_EQ(lkl_sys_halt(), 0, "it halts");
	lkl_cleanup();
	return KTAP_END();
}
