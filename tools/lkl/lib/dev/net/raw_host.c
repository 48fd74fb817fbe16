// SPDX-License-Identifier: GPL-2.0
/*
 * The host half of packet sockets.
 */
#include "dev/net/raw_host.h"

#include <errno.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <sys/socket.h>
#include <unistd.h>

#include "dev/net/transport.h"

/* Newer than the headers of some hosts. */
#define VNET_HDR_SZ	24

static int receive_all(int fd, int ifindex)
{
	struct packet_mreq all = {
		.mr_ifindex = ifindex,
		.mr_type = PACKET_MR_PROMISC,
	};

	return setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all,
			  sizeof(all)) ? -errno : 0;
}

int lkl__raw_open(const char *name)
{
	int err, fd = lkl__transport_raw(name);

	if (fd < 0)
		return fd;
	err = receive_all(fd, (int)if_nametoindex(name));
	if (!err)
		return fd;
	close(fd);
	return err;
}

int lkl__raw_set_header(int fd, int bytes)
{
	return setsockopt(fd, SOL_PACKET, VNET_HDR_SZ, &bytes,
			  sizeof(bytes)) ? -errno : 0;
}
