// SPDX-License-Identifier: GPL-2.0
/*
 * Sockets to other processes, which may be slow or gone.
 */
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/time.h>

#include "um/um.h"

/* A process that does not answer in this time does not work. */
#define ANSWER_S	10

/* Without these it works, too, as long as the other process does. */
static void set_options(int fd)
{
	struct timeval limit = { .tv_sec = ANSWER_S };

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
	fcntl(fd, F_SETFD, FD_CLOEXEC);
}

int lkl_um_connect(int fd, const struct sockaddr *address, socklen_t bytes)
{
	set_options(fd);
	return connect(fd, address, bytes);
}

/* UML has the signal blocked. */
ssize_t lkl_um_sendmsg(int fd, const struct msghdr *message, int flags)
{
	return sendmsg(fd, message, flags | MSG_NOSIGNAL);
}
