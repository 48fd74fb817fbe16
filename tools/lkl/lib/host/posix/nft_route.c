// SPDX-License-Identifier: GPL-2.0
/*
 * Socket functions of the kernel, as libraries of the host call them.
 */
#include "host/posix/nft_route.h"

#include <stddef.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>

#include <lkl_sys.h>
#include <lkl/linux/netlink.h>

/* The library has a libc of its own, and so an errno of its own. */
static int *(*find_errno)(void);

static long result(long ret)
{
	if (ret >= 0)
		return ret;
	*find_errno() = -ret;
	return -1;
}

/* A socket that waits to be asked for by this thread, or -1. */
static __thread int reserved = -1;

static int do_socket(int family, int type, int protocol)
{
	int fd = reserved;

	reserved = -1;
	return fd < 0 ? result(lkl_sys_socket(family, type, protocol)) : fd;
}

static int do_bind(int fd, const struct sockaddr *addr, socklen_t bytes)
{
	return result(lkl_sys_bind(fd, (void *)addr, bytes));
}

static int do_getsockname(int fd, struct sockaddr *addr, socklen_t *bytes)
{
	return result(lkl_sys_getsockname(fd, (void *)addr, (int *)bytes));
}

static int do_setsockopt(int fd, int level, int option, const void *value,
			 socklen_t bytes)
{
	return result(lkl_sys_setsockopt(fd, level, option, (char *)value,
					 bytes));
}

static int do_getsockopt(int fd, int level, int option, void *value,
			 socklen_t *bytes)
{
	return result(lkl_sys_getsockopt(fd, level, option, value,
					 (int *)bytes));
}

static ssize_t do_sendto(int fd, const void *data, size_t bytes, int flags,
			 const struct sockaddr *addr, socklen_t addr_bytes)
{
	return result(lkl_sys_sendto(fd, (void *)data, bytes, flags,
				     (void *)addr, addr_bytes));
}

static ssize_t do_sendmsg(int fd, const struct msghdr *msg, int flags)
{
	return result(lkl_sys_sendmsg(fd, (void *)msg, flags));
}

static ssize_t do_recvmsg(int fd, struct msghdr *msg, int flags)
{
	return result(lkl_sys_recvmsg(fd, (void *)msg, flags));
}

static int do_select(int nr, fd_set *rfds, fd_set *wfds, fd_set *efds,
		     struct timeval *tv)
{
	return result(lkl_sys_select(nr, (void *)rfds, (void *)wfds,
				     (void *)efds, (void *)tv));
}

/* Its last argument is passed as if it was declared. */
static int do_fcntl(int fd, int command, long arg)
{
	return result(lkl_sys_fcntl(fd, command, arg));
}

/* Only sockets are closed by number in these libraries. */
static int do_close(int fd)
{
	return result(lkl_sys_close(fd));
}

static const struct {
	const char *name;
	void *function;
} routes[] = {
	{ "socket", do_socket },
	{ "bind", do_bind },
	{ "getsockname", do_getsockname },
	{ "setsockopt", do_setsockopt },
	{ "getsockopt", do_getsockopt },
	{ "sendto", do_sendto },
	{ "sendmsg", do_sendmsg },
	{ "recvmsg", do_recvmsg },
	{ "select", do_select },
	{ "close", do_close },
	{ "fcntl", do_fcntl },
};

void *lkl__nft_function(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof(routes) / sizeof(routes[0]); i++) {
		if (!strcmp(routes[i].name, name))
			return routes[i].function;
	}
	return NULL;
}

void lkl__nft_use_errno(int *(*own_errno)(void))
{
	find_errno = own_errno;
}

int lkl__nft_reserve(void)
{
	long fd = lkl_sys_socket(LKL_AF_NETLINK, LKL_SOCK_RAW,
				 LKL_NETLINK_NETFILTER);

	if (fd < 0)
		return fd;
	reserved = fd;
	return 0;
}

void lkl__nft_release(void)
{
	if (reserved >= 0)
		lkl_sys_close(reserved);
	reserved = -1;
}
