// SPDX-License-Identifier: GPL-2.0
/*
 * The host half of User Mode Linux's vector driver, as the library has it: what
 * it opens is closed on exec(), and an error has a number instead of a message.
 *
 * Names are defined before the stock file is read, so that it calls functions
 * of this file. What the library does not use of it is left out by the
 * compiler, as everything is static.
 */
#include "dev/net/transport.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <linux/sockios.h>
#include <net/if.h>
#include <netinet/ip.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* Newer than the headers of some hosts. */
#define IGNORE_OUTGOING	23

/* What the caller asks for beyond what the stock functions take. */
static __thread struct {
	const char *path;
	short flags;
	int err;
} request;

static int open_path(const char *path, int flags)
{
	(void)path;
	return open(request.path, flags | O_CLOEXEC);
}

static int set_interface(int fd, unsigned long what, ...)
{
	struct ifreq *ifr;
	va_list ap;

	va_start(ap, what);
	ifr = va_arg(ap, struct ifreq *);
	va_end(ap);
	if (what == TUNSETIFF)
		ifr->ifr_flags |= request.flags;
	return ioctl(fd, what, ifr);
}

static int packet_socket(int family, int type, int protocol)
{
	return socket(family, type | SOCK_CLOEXEC, protocol);
}

/* Before there is anything to receive. */
static int bind_socket(int fd, const struct sockaddr *address, socklen_t bytes)
{
	int on = 1;

	if (setsockopt(fd, SOL_PACKET, IGNORE_OUTGOING, &on, sizeof(on)))
		return -1;
	return bind(fd, address, bytes);
}

/* The first message is about what failed, and comes right after it. */
static void message(const char *text, ...)
{
	(void)text;
	if (!request.err)
		request.err = -errno;
}

static size_t copy_name(char *to, const char *from, size_t bytes)
{
	size_t len = strnlen(from, bytes - 1);

	memcpy(to, from, len);
	to[len] = 0;
	return len;
}

static void close_fd(int fd)
{
	close(fd);
}

#define open		open_path
#define ioctl		set_interface
#define socket		packet_socket
#define bind		bind_socket
#define printk		message
#define strscpy(to, from)	copy_name(to, from, sizeof(to))
#define os_close_file	close_fd

#define KERN_ERR	""
#define KERN_INFO	""
#define UM_KERN_ERR	""
#define UM_KERN_INFO	""
#define UM_GFP_KERNEL	0

/* All of the stock file's functions are this file's own. */
#define extern static
#include "vector_user.h"
#undef extern
#include "vector_user.c"

static int check_name(const char *name)
{
	return strlen(name) < IFNAMSIZ ? 0 : -ENAMETOOLONG;
}

int lkl__transport_tap(const char *path, const char *name, short flags)
{
	int fd, err = check_name(name);

	if (err)
		return err;
	request.path = path;
	request.flags = flags;
	request.err = 0;
	fd = create_tap_fd((char *)name);
	return fd < 0 ? request.err : fd;
}

int lkl__transport_raw(const char *name)
{
	int fd, err = check_name(name);

	if (err)
		return err;
	request.err = 0;
	fd = create_raw_fd((char *)name, 0, ETH_P_ALL);
	return fd < 0 ? request.err : fd;
}
