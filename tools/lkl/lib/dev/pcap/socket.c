// SPDX-License-Identifier: GPL-2.0
/*
 * Packets of the kernel's interfaces, from a packet socket inside.
 */
#include "dev/pcap/packet.h"

#include <endian.h>
#include <errno.h>
#include <stdlib.h>

#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/if_arp.h>
#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_packet.h>
#include <lkl/linux/rtnetlink.h>

/* Two pieces of ancillary data, with their heads and alignment. */
#define CONTROL_BYTES	256U

static int take_type(void *arg, const struct lkl_nlmsghdr *message)
{
	const struct lkl_ifinfomsg *info = LKL_NLMSG_DATA(message);

	*(uint16_t *)arg = info->ifi_type;
	return 0;
}

static int type_of(int ifindex, uint16_t *type)
{
	struct lkl_ifinfomsg header = { .ifi_index = ifindex };
	struct lkl_nl nl;

	lkl_nl_begin(&nl, LKL_RTM_GETLINK, 0, &header, sizeof(header));
	return lkl_nl_ask(&nl, LKL_NETLINK_ROUTE, take_type, type);
}

/* Return: LKL__PCAP_*, or -errno. */
static int link_of(int ifindex)
{
	uint16_t type = LKL_ARPHRD_VOID;
	int err = ifindex ? type_of(ifindex, &type) : 0;

	if (err)
		return err;
	return type == LKL_ARPHRD_ETHER || type == LKL_ARPHRD_LOOPBACK ?
	       LKL__PCAP_ETHERNET : LKL__PCAP_SLL2;
}

/* It gets packets from when it is bound: not those of others before. */
static int bind_to(int fd, int ifindex, int buffer_bytes)
{
	struct lkl_sockaddr_ll addr = {
		.sll_family = LKL_AF_PACKET,
		.sll_protocol = htobe16(LKL_ETH_P_ALL),
		.sll_ifindex = ifindex,
	};
	int one = 1;
	long err;

	err = lkl_sys_setsockopt(fd, LKL_SOL_SOCKET, LKL_SO_RCVBUFFORCE,
				 (void *)&buffer_bytes, sizeof(buffer_bytes));
	if (!err)
		err = lkl_sys_setsockopt(fd, LKL_SOL_SOCKET,
					 LKL_SO_TIMESTAMPNS_OLD, (void *)&one,
					 sizeof(one));
	if (!err)
		err = lkl_sys_setsockopt(fd, LKL_SOL_PACKET,
					 LKL_PACKET_AUXDATA, (void *)&one,
					 sizeof(one));
	return err ? err : lkl_sys_bind(fd, (void *)&addr, sizeof(addr));
}

int lkl__pcap_socket_open(struct lkl__pcap_socket *sock, int ifindex,
			  int buffer_bytes)
{
	int link = link_of(ifindex), err;

	if (link < 0)
		return link;
	sock->link = link;
	sock->buf = malloc(LKL__PCAP_HEADROOM + sock->max_bytes);
	if (!sock->buf)
		return -ENOMEM;
	sock->fd = lkl_sys_socket(LKL_AF_PACKET, LKL_SOCK_CLOEXEC |
				  (sock->link == LKL__PCAP_ETHERNET ?
				   LKL_SOCK_RAW : LKL_SOCK_DGRAM), 0);
	err = sock->fd < 0 ? sock->fd :
	      bind_to(sock->fd, ifindex, buffer_bytes);
	if (err)
		lkl__pcap_socket_close(sock);
	return err;
}

/*
 * The interface went down, or is not up yet. Or it is the loopback, which has
 * each packet twice, on its way out and on its way in.
 */
static bool is_skipped(long bytes, const struct lkl_sockaddr_ll *addr)
{
	if (bytes < 0)
		return bytes == -LKL_ENETDOWN || bytes == -LKL_EINTR;
	return addr->sll_hatype == LKL_ARPHRD_LOOPBACK &&
	       addr->sll_pkttype == LKL_PACKET_OUTGOING;
}

int lkl__pcap_socket_take(struct lkl__pcap_socket *sock,
			  struct lkl__pcap_packet *packet)
{
	struct lkl_iovec iov = {
		.iov_base = sock->buf + LKL__PCAP_HEADROOM,
		.iov_len = sock->max_bytes,
	};
	char data[CONTROL_BYTES] __attribute__((aligned(8)));
	struct lkl_sockaddr_ll addr = { 0 };
	struct lkl_user_msghdr msg = {
		.msg_name = &addr,
		.msg_namelen = sizeof(addr),
		.msg_iov = &iov,
		.msg_iovlen = 1,
		.msg_control = data,
	};
	struct lkl__pcap_control control = { 0 };
	long bytes;

	do {
		msg.msg_controllen = sizeof(data);
		bytes = lkl_sys_recvmsg(sock->fd, &msg, LKL_MSG_DONTWAIT |
					LKL_MSG_TRUNC);
	} while (is_skipped(bytes, &addr));
	if (bytes < 0)
		return bytes;
	lkl__pcap_parse(data, msg.msg_controllen, &control);
	lkl__pcap_describe(sock, bytes, &control, &addr, packet);
	return 0;
}

uint64_t lkl__pcap_socket_dropped(struct lkl__pcap_socket *sock)
{
	struct lkl_tpacket_stats stats = { 0 };
	int bytes = sizeof(stats);

	lkl_sys_getsockopt(sock->fd, LKL_SOL_PACKET, LKL_PACKET_STATISTICS,
			   (void *)&stats, &bytes);
	return stats.tp_drops;
}

void lkl__pcap_socket_close(struct lkl__pcap_socket *sock)
{
	if (sock->fd >= 0)
		lkl_sys_close(sock->fd);
	free(sock->buf);
}
