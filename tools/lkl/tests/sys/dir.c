// SPDX-License-Identifier: GPL-2.0
/*
 * Directories are read to the end, again, and their errors are told.
 */
#include <stdio.h>
#include <string.h>

#include <lkl.h>

#include "ktap.h"

#define NR_FILES 1500

static int count(struct lkl_dir *dir)
{
	struct lkl_linux_dirent64 *entry;
	int nr = 0;

	while ((entry = lkl_readdir(dir)))
		nr += !strncmp(entry->d_name, "file", 4);
	return nr;
}

static int fill(void)
{
	char path[32];
	long fd, i;

	lkl_sys_mkdir("/d", 0700);
	for (i = 0; i < NR_FILES; i++) {
		snprintf(path, sizeof(path), "/d/file%ld", i);
		fd = lkl_sys_creat(path, 0600);
		if (fd < 0)
			return fd;
		lkl_sys_close(fd);
	}
	return 0;
}

int main(void)
{
	struct lkl_dir *dir;
	int err = 1;

	KTAP_PLAN(14);
	if (lkl_start_kernel("mem=64M quiet"))
		KTAP_BAIL("the kernel does not start");
	CHECK_EQ(fill(), 0, "%d files", NR_FILES);
	dir = lkl_opendir("/d", &err);
	CHECK(dir && !err, "open");
	CHECK_EQ(count(dir), NR_FILES, "all are there");
	CHECK_EQ(lkl_errdir(dir), 0, "the end is no error");
	CHECK(!lkl_readdir(dir), "the end stays the end");
	lkl_rewinddir(dir);
	CHECK_EQ(count(dir), NR_FILES, "all are there again");
	CHECK(lkl_dirfd(dir) >= 0, "the descriptor");
	CHECK_EQ(lkl_closedir(dir), 0, "close");

	CHECK(!lkl_opendir("/none", &err) && err == -LKL_ENOENT, "no folder");
	CHECK(!lkl_opendir("/d/file1", &err) && err == -LKL_ENOTDIR, "a file");
	CHECK(!lkl_opendir("/none", NULL), "nobody wants the error");
	dir = lkl_fdopendir(lkl_sys_open("/d/file1", LKL_O_RDONLY, 0), &err);
	CHECK(dir && !lkl_readdir(dir), "a descriptor of a file has no entry");
	CHECK_EQ(lkl_errdir(dir), -LKL_ENOTDIR, "and says why");
	lkl_closedir(dir);
	CHECK_EQ(lkl_sys_halt(), 0, "halt");
	return KTAP_END();
}
