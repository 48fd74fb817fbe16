// SPDX-License-Identifier: GPL-2.0
/*
 * lkl_sys_*() hand the right number and parameters to lkl_syscall(), and the
 * calls with old names are made of the right new ones.
 */
#include <lkl_sys.h>

#include "ktap.h"

static long got_no, got[6], answer;

/* Instead of the library's. */
long lkl_syscall(long no, long *params)
{
	int i;

	got_no = no;
	for (i = 0; i < 6; i++)
		got[i] = params[i];
	return answer;
}

static int was(long no, long a, long b, long c, long d, long e)
{
	return got_no == no && got[0] == a && got[1] == b && got[2] == c &&
	       got[3] == d && got[4] == e;
}

static void check_parameters(void)
{
	char buf[8];
	long at = (long)buf;

	lkl_sys_read(3, buf, 8);
	CHECK(was(__lkl__NR_read, 3, at, 8, 0, 0), "read");
	lkl_sys_pread64(3, buf, 8, 1LL << 40);
	CHECK(was(__lkl__NR_pread64, 3, at, 8, 1LL << 40, 0),
	      "pread64 has all of its offset");
	lkl_sys_lseek(3, -1, LKL_SEEK_CUR);
	CHECK(was(__lkl__NR_lseek, 3, -1, 1, 0, 0), "a negative offset");
	lkl_sys_mmap(1, 2, 3, 4, 5, 6);
	CHECK(was(__lkl__NR_mmap, 1, 2, 3, 4, 5) && got[5] == 6,
	      "six parameters");
	answer = -LKL_ENOENT;
	CHECK_EQ(lkl_sys_getpid(), -LKL_ENOENT, "the answer");
	answer = 0;
	lkl_sys_umount("/mnt", LKL_MNT_DETACH);
	CHECK(got_no == __lkl__NR_umount2 && got[1] == 2, "umount is umount2");
	lkl_sys_newuname(NULL);
	CHECK(got_no == __lkl__NR_uname, "newuname is uname");
}

static void check_paths(void)
{
	const char *name = "/x";
	long x = (long)name, cwd = LKL_AT_FDCWD;
	struct lkl_stat st;

	lkl_sys_open(name, LKL_O_RDWR, 0600);
	CHECK(was(__lkl__NR_openat, cwd, x, 2, 0600, 0), "open");
	lkl_sys_creat(name, 0600);
	CHECK(was(__lkl__NR_openat, cwd, x, 01101, 0600, 0), "creat");
	lkl_sys_rmdir(name);
	CHECK(was(__lkl__NR_unlinkat, cwd, x, 0x200, 0, 0), "rmdir");
	lkl_sys_unlink(name);
	CHECK(was(__lkl__NR_unlinkat, cwd, x, 0, 0, 0), "unlink");
	lkl_sys_rename(name, name);
	CHECK(was(__lkl__NR_renameat2, cwd, x, cwd, x, 0), "rename");
	lkl_sys_symlink("y", name);
	CHECK(got_no == __lkl__NR_symlinkat && got[1] == cwd && got[2] == x,
	      "symlink");
	lkl_sys_lstat(name, &st);
	CHECK(was(__lkl__NR_newfstatat, cwd, x, (long)&st, 0x100, 0), "lstat");
	lkl_sys_stat(name, &st);
	CHECK(was(__lkl__NR_newfstatat, cwd, x, (long)&st, 0, 0), "stat");
	lkl_sys_lchown(name, 1, 2);
	CHECK(was(__lkl__NR_fchownat, cwd, x, 1, 2, 0x100), "lchown");
}

static void check_times(void)
{
	struct lkl_timeval tv = { .tv_sec = 1, .tv_usec = 2500000 };
	struct __lkl__kernel_timespec *ts;

	lkl_sys_poll(NULL, 0, -1);
	CHECK(was(__lkl__NR_ppoll, 0, 0, 0, 0, 0), "poll without end");
	lkl_sys_poll(NULL, 0, 1500);
	CHECK(got[2] != 0, "poll with a timeout");
	lkl_sys_select(0, NULL, NULL, NULL, NULL);
	CHECK(was(__lkl__NR_pselect6, 0, 0, 0, 0, 0), "select without end");
	lkl_sys_select(1, NULL, NULL, NULL, &tv);
	ts = (void *)got[4];
	CHECK(ts && tv.tv_sec == 3 && tv.tv_usec == 500000,
	      "select stores what is left");
}

static void check_descriptors(void)
{
	lkl_sys_dup2(3, 4);
	CHECK(was(__lkl__NR_dup3, 3, 4, 0, 0, 0), "dup2");
	CHECK_EQ(lkl_sys_dup2(3, 3), 3, "dup2 of a descriptor onto itself");
	answer = -LKL_EBADF;
	CHECK_EQ(lkl_sys_dup2(3, 3), -LKL_EBADF, "dup2 of a bad one");
	CHECK_EQ(lkl_sys_epoll_create(0), -LKL_EINVAL, "epoll_create(0)");
	answer = 5;
	CHECK_EQ(lkl_sys_epoll_create(1), 5, "epoll_create(1)");
}

int main(void)
{
	KTAP_PLAN(25);
	check_parameters();
	check_paths();
	check_times();
	check_descriptors();
	return KTAP_END();
}
