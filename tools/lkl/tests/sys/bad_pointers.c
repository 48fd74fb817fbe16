// SPDX-License-Identifier: GPL-2.0
/*
 * Every kind of access to the program's memory ends with -EFAULT if there is
 * none: texts, structures, vectors, large buffers, ends of mappings.
 */
#include <string.h>
#include <sys/mman.h>

#include <lkl.h>

#include "ktap.h"

#define PAGE	4096L

static char *bad, *read_only, *last_page;
static int fd, fds[2], epoll_fd, sock;

static void test_structures(void)
{
	struct lkl_iovec iov = { .iov_base = bad, .iov_len = 10 };

	CHECK_EQ(lkl_sys_stat("/", (void *)bad), -LKL_EFAULT, "stat");
	CHECK_EQ(lkl_sys_stat(bad, (void *)bad), -LKL_EFAULT, "stat of a path");
	CHECK_EQ(lkl_sys_pipe2((void *)bad, 0), -LKL_EFAULT, "pipe2");
	CHECK_EQ(lkl_sys_nanosleep((void *)bad, NULL), -LKL_EFAULT,
		 "nanosleep");
	CHECK_EQ(lkl_sys_uname((void *)bad), -LKL_EFAULT, "uname");
	CHECK_EQ(lkl_sys_clock_gettime(LKL_CLOCK_MONOTONIC, (void *)bad),
		 -LKL_EFAULT, "clock_gettime");
	CHECK_EQ(lkl_sys_getcwd(bad, 100), -LKL_EFAULT, "getcwd");
	CHECK_EQ(lkl_sys_epoll_ctl(epoll_fd, LKL_EPOLL_CTL_ADD, fds[0],
				   (void *)bad), -LKL_EFAULT, "epoll_ctl");
	CHECK_EQ(lkl_sys_writev(fd, (void *)bad, 2), -LKL_EFAULT,
		 "writev of a vector");
	CHECK_EQ(lkl_sys_writev(fd, &iov, 1), -LKL_EFAULT,
		 "writev of a buffer");
	CHECK_EQ(lkl_sys_connect(sock, (void *)bad, 16), -LKL_EFAULT,
		 "connect");
	CHECK_EQ(lkl_sys_getsockopt(sock, LKL_SOL_SOCKET, LKL_SO_TYPE, bad,
				    (void *)bad), -LKL_EFAULT, "getsockopt");
	CHECK_EQ(lkl_sys_futex((void *)bad, LKL_FUTEX_WAIT_PRIVATE, 0, NULL,
			       NULL, 0), -LKL_EFAULT, "futex");
	CHECK_EQ(lkl_sys_mount(bad, bad, bad, 0, NULL), -LKL_EFAULT, "mount");
	CHECK_EQ(lkl_sys_ppoll((void *)bad, 3, NULL, NULL, 0), -LKL_EFAULT,
		 "ppoll");
}

/* A buffer that ends in nothing: what is there is transferred, or nothing. */
static void test_ends(void)
{
	static char data[2 * PAGE];
	char *end = last_page + PAGE;
	long ret;

	memset(data, 'd', sizeof(data));
	lkl_sys_pwrite64(fd, data, sizeof(data), 0);
	ret = lkl_sys_pread64(fd, end - 100, 200, 0);
	CHECK(ret == -LKL_EFAULT || (ret >= 0 && ret <= 100),
	      "a read across the end of memory");
	ret = lkl_sys_pwrite64(fd, end - 100, 200, 0);
	CHECK(ret == -LKL_EFAULT || (ret >= 0 && ret <= 100),
	      "a write across the end of memory");
	CHECK_EQ(lkl_sys_pread64(fd, end - 100, 100, 0), 100,
		 "up to the end is fine");
	strcpy(end - 2, "/");
	CHECK(lkl_sys_open(end - 2, LKL_O_RDONLY, 0) >= 0,
	      "a path up to the end, too");
	end[-1] = 'x';
	CHECK_EQ(lkl_sys_open(end - 2, LKL_O_RDONLY, 0), -LKL_EFAULT,
		 "but not one that has none");
	CHECK_EQ(lkl_sys_pread64(fd, read_only, 10, 0), -LKL_EFAULT,
		 "what is read-only is not written");
	CHECK_EQ(lkl_sys_pwrite64(fd, read_only, 10, 0), 10, "but read");
}

static void test_numbers(void)
{
	CHECK_EQ(lkl_sys_write(fd, (char *)0xdead000000000000, 10),
		 -LKL_EFAULT, "an address that no machine has");
	CHECK_EQ(lkl_sys_write(fds[1], (char *)-PAGE, 10), -LKL_EFAULT,
		 "the last page of all");
	CHECK_EQ(lkl_sys_read(fd, NULL, 10) == -LKL_EFAULT, 1, "null");
}

int main(void)
{
	KTAP_PLAN(15 + 7 + 3 + 2);
	bad = mmap(NULL, PAGE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	read_only = mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS,
			 -1, 0);
	last_page = mmap(NULL, 2 * PAGE, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	munmap(last_page + PAGE, PAGE);
	if (lkl_handle_faults(1))
		KTAP_SKIP_ALL("host: faults cannot be handled here");
	if (lkl_start_kernel("mem=32M quiet"))
		KTAP_BAIL("no kernel");
	fd = (int)lkl_sys_open("/file", LKL_O_RDWR | LKL_O_CREAT, 0600);
	lkl_sys_pipe2(fds, 0);
	epoll_fd = (int)lkl_sys_epoll_create(1);
	sock = (int)lkl_sys_socket(LKL_AF_INET, LKL_SOCK_STREAM, 0);
	test_structures();
	test_ends();
	test_numbers();
	CHECK_EQ(lkl_sys_getpid(), 1, "calls go on");
	CHECK_EQ(lkl_sys_halt(), 0, "the kernel halts");
	return KTAP_END();
}
