// SPDX-License-Identifier: GPL-2.0
/*
 * Structs and values of the public headers are those that the kernel was built
 * with, which is no x86 kernel whatever the host is.
 */
#include <lkl.h>

#include "ktap.h"

int main(void)
{
	KTAP_PLAN(22);
	CHECK_EQ(sizeof(struct lkl_stat), 128, "struct stat");
	CHECK_EQ(__builtin_offsetof(struct lkl_stat, st_size), 48, "its size");
	CHECK_EQ(__builtin_offsetof(struct lkl_stat, lkl_st_mtime), 88,
		 "its mtime");
	CHECK_EQ(sizeof(struct lkl_epoll_event), 16,
		 "struct epoll_event is not packed");
	CHECK_EQ(sizeof(struct lkl_statfs), 120, "struct statfs");
	CHECK_EQ(sizeof(struct lkl_statx), 256, "struct statx");
	CHECK_EQ(sizeof(struct lkl_siginfo), 128, "struct siginfo");
	CHECK_EQ(sizeof(struct lkl_sockaddr), 16, "struct sockaddr");
	CHECK_EQ(sizeof(struct lkl_sockaddr_storage), 128,
		 "struct sockaddr_storage");
	CHECK_EQ(sizeof(struct lkl_user_msghdr), 56, "struct msghdr");
	CHECK_EQ(sizeof(struct lkl_new_utsname), 6 * 65, "struct utsname");
	CHECK_EQ(__builtin_offsetof(struct lkl_linux_dirent64, d_name), 19,
		 "struct dirent64");
	CHECK_EQ(sizeof(struct lkl_ifreq), 40, "struct ifreq");
	CHECK_EQ(LKL_O_DIRECTORY, 0200000, "O_DIRECTORY");
	CHECK_EQ(LKL_O_LARGEFILE, 0100000, "O_LARGEFILE");
	CHECK_EQ(LKL_EINVAL, 22, "EINVAL");
	CHECK_EQ(LKL_S_IFMT, 0170000, "S_IFMT");
	CHECK_EQ(LKL_AF_INET6, 10, "AF_INET6");
	CHECK_EQ(LKL_SOCK_DGRAM, 2, "SOCK_DGRAM");
	CHECK_EQ(LKL_SOL_SOCKET, 1, "SOL_SOCKET");
	CHECK_EQ(__lkl__NR_openat, 56, "the generic number of openat");
	CHECK_EQ(LKL_BLKGETSIZE64, 0x80081272, "an ioctl with a struct");
	return KTAP_END();
}
