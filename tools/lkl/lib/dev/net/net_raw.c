// SPDX-License-Identifier: GPL-2.0
/*
 * Packet sockets on interfaces of the host as back ends.
 */
#include <unistd.h>

#include "dev/net/net_fd.h"
#include "dev/net/raw_host.h"

/* Frames at a time, where they are not large. */
#define SMALL_BATCH	32

int lkl__net_open_raw(const char *name, bool offload, struct lkl__net **net)
{
	struct lkl__net_fd *fds;
	int err, fd = lkl__raw_open(name);

	if (fd < 0)
		return fd;
	if (offload && lkl__raw_set_header(fd, LKL__NET_HDR))
		offload = false;
	err = lkl__net_fd_alloc(&lkl__net_socket_ops,
				offload ? LKL__NET_OFFLOADS : 0, fd, true,
				&fds);
	if (err) {
		close(fd);
		return err;
	}
	if (!offload)
		fds->net.batch = SMALL_BATCH;
	*net = &fds->net;
	return 0;
}
