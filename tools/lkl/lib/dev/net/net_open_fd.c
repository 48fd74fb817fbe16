// SPDX-License-Identifier: GPL-2.0
/*
 * Find out what a descriptor is, and make a back end of it.
 */
#include <errno.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include "dev/net/net_fd.h"
#include "dev/net/tap_host.h"

/* So that bursts of large frames do not stop at the host's default. */
#define SOCKET_BYTES	(4 << 20)
/* Batches of frames to receive, where they are not large. */
#define SMALL_BATCH	32

static int open_packets(int fd, bool vnet_hdr, bool own,
			struct lkl__net **net)
{
	int bytes = SOCKET_BYTES;
	struct lkl__net_fd *fds;
	int err;

	err = lkl__net_fd_alloc(&lkl__net_socket_ops,
				vnet_hdr ? LKL__NET_OFFLOADS : 0, fd, own,
				&fds);
	if (err)
		return err;
	/* It works with less, too. */
	setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &bytes, sizeof(bytes));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof(bytes));
	if (!vnet_hdr)
		fds->net.batch = SMALL_BATCH;
	*net = &fds->net;
	return 0;
}

static int open_socket(int fd, bool vnet_hdr, bool own, struct lkl__net **net)
{
	struct sockaddr_storage peer;
	socklen_t len = sizeof(int);
	int type;

	if (getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &len))
		return -errno;
	len = sizeof(peer);
	if (getpeername(fd, (struct sockaddr *)&peer, &len))
		return -errno;
	if (type == SOCK_STREAM)
		return lkl__net_open_stream(fd, fd, vnet_hdr, own, net);
	return open_packets(fd, vnet_hdr, own, net);
}

int lkl__net_open_fd(int fd, bool vnet_hdr, bool own, struct lkl__net **net)
{
	struct stat st;

	if (fstat(fd, &st))
		return -errno;
	if (S_ISSOCK(st.st_mode))
		return open_socket(fd, vnet_hdr, own, net);
	if (S_ISCHR(st.st_mode) && lkl__tap_is(fd))
		return lkl__net_open_tap_fd(fd, own, net);
	if (S_ISCHR(st.st_mode))
		return -EINVAL;
	return S_ISFIFO(st.st_mode) ?
	       lkl__net_open_stream(fd, fd, vnet_hdr, own, net) : -EINVAL;
}
