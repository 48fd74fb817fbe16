// SPDX-License-Identifier: GPL-2.0
/*
 * Sockets as the host halves have them: like the rest of libc.c, and other
 * processes may be slow or gone.
 */
#include <sys/socket.h>
#include <sys/time.h>

#include "host/posix/cancel.h"
#include "um/um.h"

/* A process that does not answer in this time does not work. */
#define ANSWER_S	10

/* Without these it works, too, as long as the other process does. */
static void set_limits(int fd)
{
	struct timeval limit = { .tv_sec = ANSWER_S };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
}

int lkl_um_socket(int family, int type, int protocol)
{
	return socket(family, type | SOCK_CLOEXEC, protocol);
}

int lkl_um_connect(int fd, const struct sockaddr *address, socklen_t bytes)
{
	int old = lkl__cancel_disable();
	int ret;

	set_limits(fd);
	ret = connect(fd, address, bytes);
	lkl__cancel_restore(old);
	return ret;
}

int lkl_um_accept(int fd, struct sockaddr *address, socklen_t *bytes)
{
	int old = lkl__cancel_disable();
	int ret = accept4(fd, address, bytes, SOCK_CLOEXEC);

	lkl__cancel_restore(old);
	return ret;
}

ssize_t lkl_um_recvmsg(int fd, struct msghdr *message, int flags)
{
	int old = lkl__cancel_disable();
	ssize_t ret = recvmsg(fd, message, flags | MSG_CMSG_CLOEXEC);

	lkl__cancel_restore(old);
	return ret;
}

ssize_t lkl_um_sendmsg(int fd, const struct msghdr *message, int flags)
{
	int old = lkl__cancel_disable();
	ssize_t ret = sendmsg(fd, message, flags | MSG_NOSIGNAL);

	lkl__cancel_restore(old);
	return ret;
}

int lkl_um_sendmmsg(int fd, struct mmsghdr *messages, unsigned int nr,
		    int flags)
{
	int old = lkl__cancel_disable();
	int ret = sendmmsg(fd, messages, nr, flags | MSG_NOSIGNAL);

	lkl__cancel_restore(old);
	return ret;
}
