// SPDX-License-Identifier: GPL-2.0
/*
 * The host half of packet sockets.
 */
#include "dev/net/raw_host.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_ether.h>
#include <net/if.h>
#include <netpacket/packet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Newer than the headers of some hosts. */
#define IGNORE_OUTGOING	23
#define VNET_HDR_SZ	24

static int bind_to(int fd, int ifindex)
{
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = ifindex,
	};
	struct packet_mreq all = {
		.mr_ifindex = ifindex,
		.mr_type = PACKET_MR_PROMISC,
	};
	int on = 1;

	if (setsockopt(fd, SOL_PACKET, IGNORE_OUTGOING, &on, sizeof(on)) ||
	    bind(fd, (struct sockaddr *)&addr, sizeof(addr)) ||
	    setsockopt(fd, SOL_PACKET, PACKET_ADD_MEMBERSHIP, &all,
		       sizeof(all)))
		return -errno;
	return 0;
}

int lkl__raw_open(const char *name)
{
	int fd, err, ifindex = if_nametoindex(name);

	if (!ifindex)
		return -errno;
	/* No protocol until it is bound: nothing of other interfaces. */
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	err = bind_to(fd, ifindex);
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
