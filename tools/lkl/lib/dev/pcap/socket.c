// SPDX-License-Identifier: GPL-2.0
/*
 * Packets of the kernel's interfaces, from a packet socket inside.
 */
#include "dev/pcap/socket.h"

#include <endian.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <lkl_netlink.h>
#include <lkl_sys.h>
#include <lkl/linux/if_arp.h>
#include <lkl/linux/if_ether.h>
#include <lkl/linux/if_packet.h>
#include <lkl/linux/rtnetlink.h>

/* Room before a packet: for a VLAN tag, or the header of those without any. */
#define HEADROOM	sizeof(struct lkl__pcap_sll2)
#define TAG_BYTES	4U
#define MAC_BYTES	12U

/* Two pieces of ancillary data, with their heads and alignment. */
#define CONTROL_BYTES	256U

struct control {
	struct lkl_tpacket_auxdata aux;
	struct lkl_timespec time;
};

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
	sock->buf = malloc(HEADROOM + sock->max_bytes);
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

/* The kernel takes the tag of a VLAN away from the packet: back with it. */
static char *put_tag(char *packet, const struct lkl_tpacket_auxdata *aux)
{
	uint16_t tag[2] = {
		htobe16(aux->tp_status & LKL_TP_STATUS_VLAN_TPID_VALID ?
			aux->tp_vlan_tpid : LKL_ETH_P_8021Q),
		htobe16(aux->tp_vlan_tci),
	};

	memmove(packet - TAG_BYTES, packet, MAC_BYTES);
	memcpy(packet - TAG_BYTES + MAC_BYTES, tag, TAG_BYTES);
	return packet - TAG_BYTES;
}

static char *put_sll2(char *packet, const struct lkl_sockaddr_ll *addr)
{
	struct lkl__pcap_sll2 header = {
		.protocol = addr->sll_protocol,
		.ifindex = htobe32(addr->sll_ifindex),
		.hatype = htobe16(addr->sll_hatype),
		.pkttype = addr->sll_pkttype,
		.halen = addr->sll_halen,
	};

	memcpy(header.addr, addr->sll_addr, sizeof(header.addr));
	return memcpy(packet - sizeof(header), &header, sizeof(header));
}

static void parse_control(const char *data, size_t bytes,
			  struct control *control)
{
	const size_t align = sizeof(long) - 1;
	struct lkl_cmsghdr head;
	size_t at = 0;

	while (at + sizeof(head) <= bytes) {
		memcpy(&head, data + at, sizeof(head));
		if (head.cmsg_len < sizeof(head) || head.cmsg_len > bytes - at)
			return;
		if (head.cmsg_level == LKL_SOL_PACKET &&
		    head.cmsg_type == LKL_PACKET_AUXDATA)
			memcpy(&control->aux, data + at + sizeof(head),
			       sizeof(control->aux));
		else if (head.cmsg_level == LKL_SOL_SOCKET &&
			 head.cmsg_type == LKL_SO_TIMESTAMPNS_OLD)
			memcpy(&control->time, data + at + sizeof(head),
			       sizeof(control->time));
		at += (head.cmsg_len + align) & ~align;
	}
}

/* The head of the packet is not counted by @max_bytes, as tcpdump has it. */
static void describe(struct lkl__pcap_socket *sock, long bytes,
		     const struct control *control,
		     const struct lkl_sockaddr_ll *addr,
		     struct lkl__pcap_packet *packet)
{
	char *start = sock->buf + HEADROOM, *data = start;
	uint32_t extra;

	if (sock->link == LKL__PCAP_SLL2)
		data = put_sll2(start, addr);
	else if (control->aux.tp_status & LKL_TP_STATUS_VLAN_VALID &&
		 sock->max_bytes >= MAC_BYTES && bytes >= (long)MAC_BYTES)
		data = put_tag(start, &control->aux);
	extra = start - data;
	packet->data = data;
	packet->wire_bytes = bytes + extra;
	packet->bytes = extra + (bytes < (long)sock->max_bytes ?
				 (uint32_t)bytes : sock->max_bytes);
	packet->sec = control->time.tv_sec;
	packet->nsec = control->time.tv_nsec;
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
		.iov_base = sock->buf + HEADROOM,
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
	struct control control = { 0 };
	long bytes;

	do {
		msg.msg_controllen = sizeof(data);
		bytes = lkl_sys_recvmsg(sock->fd, &msg, LKL_MSG_DONTWAIT |
					LKL_MSG_TRUNC);
	} while (is_skipped(bytes, &addr));
	if (bytes < 0)
		return bytes;
	parse_control(data, msg.msg_controllen, &control);
	describe(sock, bytes, &control, &addr, packet);
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
