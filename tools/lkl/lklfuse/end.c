// SPDX-License-Identifier: GPL-2.0
/*
 * How those who wait learn that a mount point's server has ended.
 *
 * The server listens at a socket whose abstract name is made of the mount point
 * and the first number that is free: who has unmounted may still write when the
 * next one mounts there. The kernel frees the name when the process ends,
 * however that happens. A waiter connects to all of them and reads: a byte with
 * the status, or the end without one.
 */
#include "lklfuse/end.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "lklfuse/report.h"

#define BACKLOG	64
/* Servers of one mount point. */
#define SERVERS_MAX	16

/* Of the server, from end_listen() on. */
static int listener = -1;

/* Of a name that is too long for an address. */
static uint64_t digest(const char *text)
{
	uint64_t hash = 0xcbf29ce484222325ULL;

	for (; *text; text++)
		hash = (hash ^ (unsigned char)*text) * 0x100000001b3ULL;
	return hash;
}

static socklen_t address(struct sockaddr_un *addr, const char *mountpoint,
			 int nr)
{
	size_t room = sizeof(addr->sun_path) - 1;
	int len;

	memset(addr, 0, sizeof(*addr));
	addr->sun_family = AF_UNIX;
	len = snprintf(addr->sun_path + 1, room, "lklfuse:%d:%s", nr,
		       mountpoint);
	if (len >= (int)room)
		len = snprintf(addr->sun_path + 1, room,
			       "lklfuse:%d:%.60s:%016jx", nr, mountpoint,
			       (uintmax_t)digest(mountpoint));
	return offsetof(struct sockaddr_un, sun_path) + 1 + len;
}

static int take_name(const char *mountpoint)
{
	struct sockaddr_un addr;
	socklen_t len;
	int nr;

	for (nr = 0; nr < SERVERS_MAX; nr++) {
		len = address(&addr, mountpoint, nr);
		if (!bind(listener, (struct sockaddr *)&addr, len))
			return 0;
		if (errno != EADDRINUSE)
			break;
	}
	return -errno;
}

void end_listen(const char *mountpoint)
{
	listener = socket(AF_UNIX,
			  SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (listener < 0)
		return;
	if (take_name(mountpoint) || listen(listener, BACKLOG)) {
		close(listener);
		listener = -1;
	}
}

void end_tell(int status)
{
	char byte = status;
	int fd;

	if (listener < 0)
		return;
	/* Who comes now is told that there is nobody to wait for. */
	shutdown(listener, SHUT_RD);
	while ((fd = accept4(listener, NULL, NULL,
			     SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
		/* Left open: the process ends next, and that is the word. */
		if (send(fd, &byte, 1, MSG_NOSIGNAL) != 1)
			close(fd);
	}
	/* Whoever mounts there next needs the name. */
	close(listener);
	listener = -1;
}

/* Only its owner and root serve what the caller should wait for. */
static int is_trusted(int fd)
{
	struct ucred peer;
	socklen_t len = sizeof(peer);

	return !getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &len) &&
	       (peer.uid == geteuid() || !peer.uid || !geteuid());
}

static int wait_for_word(int fd, const char *mountpoint)
{
	char status = 1, byte;
	ssize_t got;

	do {
		got = read(fd, &byte, 1);
		if (got == 1)
			status = byte;
	} while (got == 1 || (got < 0 && errno == EINTR));
	if (status)
		complain(mountpoint,
			 "its server ended without having unmounted");
	return status ? 1 : 0;
}

/* Return: a connection, or -1 if there is no such server. */
static int connect_to(const char *mountpoint, int nr)
{
	struct sockaddr_un addr;
	socklen_t len = address(&addr, mountpoint, nr);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd < 0) {
		complain(mountpoint, "socket: %s", strerror(errno));
		return -1;
	}
	if (!connect(fd, (struct sockaddr *)&addr, len) && is_trusted(fd))
		return fd;
	close(fd);
	return -1;
}

/* All of them first: a name may be another one's after the end of a server. */
int end_wait(const char *mountpoint)
{
	int servers[SERVERS_MAX], nr, ret = 0;

	for (nr = 0; nr < SERVERS_MAX; nr++)
		servers[nr] = connect_to(mountpoint, nr);
	for (nr = 0; nr < SERVERS_MAX; nr++) {
		if (servers[nr] < 0)
			continue;
		if (wait_for_word(servers[nr], mountpoint))
			ret = 1;
		close(servers[nr]);
	}
	return ret;
}
